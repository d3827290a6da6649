import { z } from "zod";

const BookRow = z.object({
  exchange: z.string(),
  symbol: z.string(),
  /** What each run owns by its fills; exact decimals, signed, as all quantities here. */
  runs: z.array(z.object({ runId: z.string().nullable(), run: z.string().nullable(), quantity: z.string() })),
  /** What was there before us, and what others did since. */
  others: z.string(),
  expected: z.string(),
  broker: z.string(),
});
export type BookRow = z.infer<typeof BookRow>;

const Trade = z.object({
  runId: z.string(),
  run: z.string(),
  order: z.string(),
  exchange: z.string(),
  symbol: z.string(),
  product: z.string(),
  side: z.enum(["buy", "sell"]),
  units: z.number(),
  /** The mean over its fills of the day. */
  price: z.number(),
  value: z.number(),
  /** By the strategy's cost model, as the run has booked it. */
  fee: z.number(),
  /** Of the first fill of the day, epoch milliseconds. */
  time: z.number(),
});

const NoteLine = z.object({ id: z.string(), label: z.string(), amount: z.number(), exact: z.number() });
const Note = z.object({
  source: z.string(),
  segments: z.array(z.object({ segment: z.string(), bought: z.number(), sold: z.number(), lines: z.array(NoteLine) })),
  /** Null where part of the charges is not known. */
  total: z.number().nullable(),
  remarks: z.array(z.string()),
});

/** The books of a linked account at the end of a trading day, as they are stored. */
export const DayReport = z.object({
  zone: z.string(),
  /** What is traded in; null on a day without trades. */
  currency: z.string().nullable(),
  from: z.number().nullable(),
  to: z.number(),
  /** Null where the broker could not be asked. */
  books: z.array(BookRow).nullable(),
  /** Why they do not agree, or why they were not compared. */
  reason: z.string().nullable(),
  /** Orders that were asked for within the day, by what they have come to. */
  orders: z.record(z.string(), z.number()),
  trades: z.array(Trade),
  note: Note,
  /** What the runs have booked for the same trades. */
  booked: z.number(),
});
export type DayReport = z.infer<typeof DayReport>;
