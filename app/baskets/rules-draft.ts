import type { ApiOutput } from "../trpc/context.ts";

export type BasketRules = NonNullable<ApiOutput["baskets"]["get"]["version"]>["settings"];

/** Limits over all members, in percent of the basket's equity. */
export const limitFields = [
  { key: "maxDailyLossPercent", label: "Max loss a day", most: 100, hint: "Then all is closed until tomorrow." },
  { key: "maxDrawdownPercent", label: "Max drawdown", most: 100, hint: "Then all is closed until you allow it." },
  { key: "maxMarginPercent", label: "Max value of positions", most: 1_000, hint: "Then nothing is entered." },
  { key: "lockProfitPercent", label: "Lock profit from", most: 100, hint: "Once a day has gained so much." },
  { key: "trailPercent", label: "Trail it by", most: 100, hint: "Points under the day's best; else back to the lock." },
] as const satisfies readonly { key: keyof BasketRules["limits"]; label: string; most: number; hint: string }[];

type LimitKey = (typeof limitFields)[number]["key"];
export type RulesDraft = Pick<BasketRules, "allocation" | "rebalance"> & {
  readonly corridor: string;
  readonly limits: Readonly<Record<LimitKey, string>>;
};

const none: BasketRules = { allocation: "given", rebalance: "never", corridorPercent: 5, limits: {} };

export function rulesDraftOf({ allocation, rebalance, corridorPercent, limits }: BasketRules = none): RulesDraft {
  const texts = Object.fromEntries(limitFields.map(({ key }) => [key, limits[key]?.toString() ?? ""]));
  return { allocation, rebalance, corridor: String(corridorPercent), limits: texts as Record<LimitKey, string> };
}

export type RulesErrors = Partial<Record<LimitKey | "corridor", string>>;

/** Returns the rules that a draft says, or null beside what is wrong with it. */
export function readRules(draft: RulesDraft): { readonly rules: BasketRules | null; readonly errors: RulesErrors } {
  const errors: RulesErrors = {};
  const limits: Record<string, number> = {};
  const corridorPercent = numberOf(draft.corridor);
  if (corridorPercent === null || corridorPercent < 0 || corridorPercent > 50) {
    errors.corridor = "Points of percent from 0 to 50 are needed, such as 5.";
  }
  for (const { key, most } of limitFields) {
    const text = draft.limits[key].trim();
    if (text === "") continue;
    const value = numberOf(text);
    if (value === null || value <= 0 || value > most) errors[key] = `A percentage above 0 and up to ${most} is needed.`;
    else limits[key] = value;
  }
  if (limits["trailPercent"] !== undefined && limits["lockProfitPercent"] === undefined && !errors.lockProfitPercent) {
    errors.lockProfitPercent = "Say from which profit on it trails.";
  }
  if (Object.keys(errors).length > 0) return { rules: null, errors };
  const { allocation, rebalance } = draft;
  return { rules: { allocation, rebalance, corridorPercent: corridorPercent ?? 5, limits }, errors };
}

function numberOf(text: string): number | null {
  const value = Number(text.replace(",", "."));
  return text.trim() !== "" && Number.isFinite(value) ? value : null;
}
