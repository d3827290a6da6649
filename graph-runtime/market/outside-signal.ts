import { z } from "zod";

/** A signal that somebody outside sends to a strategy, under a name that its nodes listen to. */
export const OutsideSignal = z.object({
  /** Epoch milliseconds UTC: it acts at the close of the bar under way then, or of the next one. */
  time: z.number(),
  name: z.string(),
  /** What the strategy calls the instrument; null means all of them. */
  symbol: z.string().nullable(),
  value: z.number().nullable(),
});
export type OutsideSignal = z.infer<typeof OutsideSignal>;
