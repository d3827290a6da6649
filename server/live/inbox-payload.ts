import { z } from "zod";
import type { OutsideReport } from "@/graph-runtime/engine/outside/ticket.ts";
import { OutsideSignal } from "@/graph-runtime/market/outside-signal.ts";
import { RunLimits } from "./outside-limits.ts";

const Tuple = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]);

/** One closed bar of a feed: `time` is its open, epoch milliseconds UTC; the tuples are open, high, low, close, volume. */
export const BarPayload = z.strictObject({
  index: z.int(),
  time: z.number(),
  bars: z.record(z.string(), Tuple),
});
export type BarPayload = z.infer<typeof BarPayload>;

/** Bars that were missed while no process ran, the last one included. */
export const GapPayload = z.strictObject({ fromIndex: z.int(), toIndex: z.int(), time: z.number() });
export type GapPayload = z.infer<typeof GapPayload>;

/** What a broker says of an order of the run: totals, never differences. */
export const OrderPayload = z.strictObject({
  report: z.strictObject({
    id: z.string(),
    slice: z.int(),
    slices: z.int(),
    status: z.enum(["sent", "unknown", "working", "filled", "cancelled", "expired", "rejected"]),
    filled: z.number(),
    value: z.number(),
    reason: z.string().nullable(),
    refused: z.enum(["cancel", "change"]).nullable(),
  }) satisfies z.ZodType<OutsideReport>,
  time: z.number(),
});
export type OrderPayload = z.infer<typeof OrderPayload>;

/** A signal from outside; `time` is when it came in. */
export const SignalPayload = OutsideSignal;
export type SignalPayload = z.infer<typeof SignalPayload>;

export const RunCommandName = z.enum(["pause-entries", "resume", "flatten", "stop", "halt", "leave-next-session"]);
export type RunCommandName = z.infer<typeof RunCommandName>;

/**
 * What somebody asked of a run. `flatten` belongs to "stop": close the position first. "halt" always does, and is for good.
 * "leave-next-session" enters nothing any more and closes with the first bar of the next day.
 */
export const CommandPayload = z.strictObject({
  command: RunCommandName,
  flatten: z.boolean().default(false),
  actor: z.string(),
  time: z.number(),
});
export type CommandPayload = z.infer<typeof CommandPayload>;

/** Other limits around the run's strategy, in place of those before. */
export const LimitsPayload = z.strictObject({ limits: RunLimits, actor: z.string(), time: z.number() });
export type LimitsPayload = z.infer<typeof LimitsPayload>;

/** A stop or target that somebody moves by hand, by the number of its order. */
export const ChangePayload = z.strictObject({
  order: z.int().nonnegative(),
  price: z.number().positive(),
  actor: z.string(),
  time: z.number(),
});
export type ChangePayload = z.infer<typeof ChangePayload>;

/** What the broker says of an instrument of the run is not what it was when the run was started; in words. */
export const TermsPayload = z.strictObject({ notice: z.string(), time: z.number() });
export type TermsPayload = z.infer<typeof TermsPayload>;

/** What was answered to an entry that waits; the entry is named by the order under which it was recorded. */
export const AnswerPayload = z.strictObject({
  entry: z.strictObject({ sequence: z.int(), ordinal: z.int() }),
  isApproved: z.boolean(),
  actor: z.string(),
  time: z.number(),
});
export type AnswerPayload = z.infer<typeof AnswerPayload>;

/** Money that is moved into the run, or out of it where it is negative; `time` is that of its last mark. */
export const TransferPayload = z.strictObject({
  amount: z.number(),
  reason: z.string().max(300),
  actor: z.string(),
  time: z.number(),
});
export type TransferPayload = z.infer<typeof TransferPayload>;
