import type { ApiOutput } from "../trpc/context.ts";

type Member = Pick<ApiOutput["subscriptions"]["get"]["runs"][number], "mark" | "marginShare">;

/** Returns the value of what a member holds, longs and shorts added up; null before its first bar. */
export function exposureOf({ mark }: Member): number | null {
  if (mark === null) return null;
  return mark.positions.reduce((total, { quantity, lastPrice }) => total + Math.abs(quantity) * lastPrice, 0);
}

/** Returns the margin that it takes. */
export function marginOf(member: Member): number | null {
  const exposure = exposureOf(member);
  return exposure === null ? null : exposure * member.marginShare;
}

/** Returns a sum over members; null where one of them is not known. */
export function totalOf<Item>(items: readonly Item[], of: (item: Item) => number | null): number | null {
  const values = items.map(of);
  return values.length === 0 || values.includes(null) ? null : values.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}
