import { z } from "zod";
import { CalendarId } from "../calendar/calendar-id.ts";
import { Timeframe } from "../timeframe.ts";

export const Grade = z.enum(["A", "B", "C", "D", "E"]);
export type Grade = z.infer<typeof Grade>;

const Count = z.int().min(0);

/** What is known about how good bars are. Times are epoch milliseconds UTC; lists hold the worst, counts hold all. */
export const QualityReport = z.object({
  grade: Grade,
  /** Why it is not better, worst first; empty for A. */
  reasons: z.array(z.string()),
  bars: Count,
  timeframe: Timeframe,
  calendar: CalendarId,
  /** Bars that the calendar expects from the first bar to the last, and those of them that are missing; null where it knows nothing. */
  expected: Count.nullable(),
  missing: Count.nullable(),
  /** Bars at times at which the calendar knows no trading. */
  outsideSessions: Count,
  gaps: z.object({ count: Count, worst: z.array(z.object({ from: z.number(), to: z.number(), missing: Count })) }),
  outliers: z.object({ count: Count, worst: z.array(z.object({ time: z.number(), move: z.number() })) }),
  /** Moves from one close to the next open that look like a split in unadjusted prices. */
  possibleSplits: z.array(z.object({ time: z.number(), ratio: z.string() })),
  flatBars: Count,
  withoutVolume: Count,
  rows: z.object({
    read: Count,
    /** Rows equal to another of the same time, kept once. */
    repeated: Count,
    /** Rows that stood after a later one and were put in order. */
    reordered: Count,
    /** Highs and lows that missed open or close by less than rounding, and were drawn out to it. */
    repaired: Count,
    bad: Count,
    listed: z.array(z.object({ line: Count, reason: z.string() })),
  }),
});
export type QualityReport = z.infer<typeof QualityReport>;

/** What happened to the rows on their way in. */
export type RowTally = QualityReport["rows"];

export const cleanRows = (read: number): RowTally => ({
  read,
  repeated: 0,
  reordered: 0,
  repaired: 0,
  bad: 0,
  listed: [],
});
