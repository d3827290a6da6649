import { z } from "zod";
import { type BasketHold, type BasketWatch, HOLD_KINDS } from "@/graph-runtime/risk/basket-limits.ts";

const Hold = z.strictObject({
  kind: z.enum(HOLD_KINDS),
  closes: z.boolean(),
  reason: z.string(),
}) satisfies z.ZodType<BasketHold>;

const Watch = z.strictObject({
  time: z.number(),
  equity: z.number(),
  peak: z.number(),
  day: z.int(),
  dayStart: z.number(),
  dayBest: z.number(),
  hold: Hold.nullable(),
}) satisfies z.ZodType<BasketWatch>;

/** Money by the id of the run that it goes to; negative where it comes from there. */
const Amounts = z.record(z.string(), z.number());

/** What is kept of the money that moves between members. */
const Rebalance = z.strictObject({
  /** What is due and waits until those concerned hold nothing; null where nothing is. Times are those of bars. */
  due: z
    .strictObject({ since: z.number(), shares: z.record(z.string(), z.number()), open: Amounts })
    .nullable()
    .default(null),
  /** What was moved last. */
  last: z.strictObject({ time: z.number(), moves: Amounts }).nullable().default(null),
});
export type Rebalance = z.infer<typeof Rebalance>;

/** What is kept of a basket's watch (column `watch` of a subscription). */
export const WatchState = z.strictObject({
  /** Null until every member has had a bar. */
  watch: Watch.nullable().default(null),
  /** The last mark of each run that was looked at. */
  seen: z.record(z.string(), z.int()).default({}),
  rebalance: Rebalance.default({ due: null, last: null }),
  /** The runs of the version that is run now; all of the subscription's where it is left out. */
  runs: z.array(z.string()).optional(),
});
export type WatchState = z.infer<typeof WatchState>;

/** Returns what holds a subscription's basket now. */
export function holdOf(watch: unknown): BasketHold | null {
  return WatchState.parse(watch).watch?.hold ?? null;
}
