import { z } from "zod";

/** Everything about one order: who, which version, which rule with which values, every state with its time, the broker's ids. */
export const TrailOrderDto = z.object({
  number: z.int(),
  clientOrderId: z.string(),
  symbol: z.string(),
  side: z.string(),
  type: z.string(),
  role: z.string(),
  quantity: z.string(),
  limitPrice: z.string().nullable(),
  stopPrice: z.string().nullable(),
  deniedReason: z.string().nullable(),
  placedAt: z.iso.datetime(),
  /** The event of the run's inbox that it follows from. */
  sequence: z.int(),
  rule: z.object({
    nodeId: z.string(),
    reason: z.string(),
    /** Values of the graph's ports at that moment; null where unknown. */
    values: z.record(z.string(), z.number().nullable()),
  }),
  states: z.array(
    z.object({ at: z.iso.datetime(), status: z.string(), source: z.string(), hash: z.string().nullable() }),
  ),
  fills: z.array(z.object({ at: z.iso.datetime(), quantity: z.string(), price: z.string(), fee: z.string() })),
  brokerIds: z.array(z.string()),
});
export type TrailOrderDto = z.infer<typeof TrailOrderDto>;

export const TrailDto = z.object({
  run: z.object({
    id: z.uuid(),
    account: z.string(),
    startedBy: z.string(),
    strategy: z.string(),
    version: z.int(),
    /** What the version's meaning is known by; null where the strategy is sealed. */
    semanticHash: z.string().nullable(),
  }),
  orders: z.array(TrailOrderDto),
  /** Continue below it; null at the end. */
  nextCursor: z.int().nullable(),
});
export type TrailDto = z.infer<typeof TrailDto>;
