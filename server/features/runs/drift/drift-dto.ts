import { z } from "zod";

const SideOfOrder = z.object({
  number: z.int(),
  quantity: z.number(),
  /** Null where nothing filled. */
  price: z.number().nullable(),
});

/** An order that the run and its backtest did not do alike. */
export const OrderDriftDto = z.object({
  at: z.iso.datetime(),
  symbol: z.string(),
  side: z.string(),
  role: z.string(),
  run: SideOfOrder.nullable(),
  twin: SideOfOrder.nullable(),
  reason: z.string(),
  /** What the difference in price cost the run; negative is a gain. Null where it is not one of price alone. */
  cost: z.number().nullable(),
});
export type OrderDriftDto = z.infer<typeof OrderDriftDto>;

/** A run against a backtest of the same version over the same bars, filled by the simulated venue and left alone by everybody. */
export const DriftDto = z.object({
  bars: z.int(),
  from: z.iso.datetime().nullable(),
  /** Of the changes of equity from bar to bar; null where one of both never moved. */
  correlation: z.number().nullable(),
  /** Equity of the run less that of the backtest, and in percent of the capital. */
  trackingDifference: z.number().nullable(),
  trackingDifferencePercent: z.number().nullable(),
  /** Deviation of the difference of returns from bar to bar, in percent. */
  trackingErrorPercent: z.number().nullable(),
  runOrders: z.int(),
  twinOrders: z.int(),
  same: z.int(),
  /** Of a sealed strategy: what it would have ordered and the run did not is left out of the differences. */
  isSealed: z.boolean(),
  /** The newest first, a hundred at most. */
  differences: z.array(OrderDriftDto),
});
export type DriftDto = z.infer<typeof DriftDto>;
