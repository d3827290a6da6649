import type { ApiOutput } from "../trpc/context.ts";

type BasketState = NonNullable<ApiOutput["subscriptions"]["get"]["basket"]>;
export type LimitRow = {
  readonly label: string;
  /** Percent of the basket's equity; null where it is not known yet. */
  readonly now: number | null;
  readonly limit: number;
  /** How much of the limit is used up, from 0 on. */
  readonly share: number;
};

/** Returns the limits that a basket sets, each with where it stands. */
export function describeLimits({ limits, now }: Pick<BasketState, "limits" | "now">, margin: number | null) {
  const rows: LimitRow[] = [];
  const add = (label: string, value: number | null, limit: number | undefined) => {
    if (limit === undefined) return;
    const used = value === null ? null : Math.max(0, value);
    rows.push({ label, now: used, limit, share: used === null ? 0 : used / limit });
  };
  add("Lost today", now === null ? null : -now.dayPercent, limits.maxDailyLossPercent);
  add("Below its highest equity", now?.drawdownPercent ?? null, limits.maxDrawdownPercent);
  add("Value of all positions", margin, limits.maxMarginPercent);
  add("Best of today, before it is locked", now?.bestPercent ?? null, limits.lockProfitPercent);
  return rows;
}
