import { z } from "zod";
import { runStatuses } from "../../db/repositories/runs.ts";
import { RunCommandName } from "../../live/inbox-payload.ts";

export const PositionDto = z.object({
  symbol: z.string(),
  quantity: z.number(),
  averagePrice: z.number(),
  lastPrice: z.number(),
});

export const MarkDto = z.object({
  sequence: z.int(),
  /** Open of the bar at whose close this was so. */
  time: z.iso.datetime(),
  equity: z.number(),
  cash: z.number(),
  unrealised: z.number(),
  realised: z.number(),
  fees: z.number(),
  positions: z.array(PositionDto),
});
export type MarkDto = z.infer<typeof MarkDto>;

export const DecisionDto = z.object({
  sequence: z.int(),
  time: z.iso.datetime(),
  action: z.string(),
  reason: z.string(),
  values: z.record(z.string(), z.number().nullable()),
});
export type DecisionDto = z.infer<typeof DecisionDto>;

export const RunLineDto = z.object({
  id: z.uuid(),
  status: z.enum(runStatuses),
  statusReason: z.string().nullable(),
  strategyName: z.string(),
  versionNumber: z.int(),
  subscriptionId: z.uuid().nullable(),
  listingTitle: z.string().nullable(),
  mode: z.enum(["paper", "live"]),
  symbol: z.string(),
  symbols: z.array(z.string()),
  feed: z.object({ id: z.string(), kind: z.string(), synthetic: z.boolean(), barMilliseconds: z.int() }),
  capital: z.number(),
  /** Null until the first bar has been worked off: profit is unknown then, not zero. */
  mark: MarkDto.nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  stoppedAt: z.iso.datetime().nullable(),
});
export type RunLineDto = z.infer<typeof RunLineDto>;

export const RunDto = RunLineDto.extend({
  lastDecision: DecisionDto.nullable(),
  /** Events of the inbox that were stepped, and that wait. */
  lastSequence: z.int(),
  backlog: z.int(),
});
export type RunDto = z.infer<typeof RunDto>;

export const OrderDto = z.object({
  number: z.int(),
  clientOrderId: z.string(),
  symbol: z.string(),
  side: z.string(),
  type: z.string(),
  role: z.string(),
  nodeId: z.string(),
  quantity: z.number(),
  limitPrice: z.number().nullable(),
  stopPrice: z.number().nullable(),
  status: z.string(),
  filledQuantity: z.number(),
  averagePrice: z.number().nullable(),
  reason: z.string(),
  deniedReason: z.string().nullable(),
  placedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const FillDto = z.object({
  sequence: z.int(),
  ordinal: z.int(),
  orderNumber: z.int(),
  symbol: z.string(),
  side: z.string(),
  role: z.string(),
  quantity: z.number(),
  price: z.number(),
  fee: z.number(),
  time: z.iso.datetime(),
});

export const RunCommandRequest = z.strictObject({
  id: z.uuid(),
  command: RunCommandName,
  /** With "stop": close every position first. */
  flatten: z.boolean().default(false),
});
export type RunCommandRequest = z.infer<typeof RunCommandRequest>;
