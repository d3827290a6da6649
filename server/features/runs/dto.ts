import { z } from "zod";
import { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import { feedTimeframes } from "../../brokers/port/broker-connection.ts";
import { products } from "../../brokers/port/broker-order.ts";
import { brokerEnvironments } from "../../db/repositories/broker-accounts.ts";
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
  /** The linked account that its orders go to; null on paper. */
  account: z
    .object({
      id: z.string(),
      label: z.string(),
      broker: z.string(),
      environment: z.enum(brokerEnvironments),
      /** Why nothing is entered on it; null where all is well. */
      review: z.string().nullable(),
    })
    .nullable(),
  symbol: z.string(),
  symbols: z.array(z.string()),
  feed: z.object({ id: z.string(), kind: z.string(), synthetic: z.boolean(), barMilliseconds: z.int() }),
  capital: z.number(),
  /** When it may enter; null where it keeps no hours. */
  schedule: RunSchedule.nullable(),
  /** Null until the first bar has been worked off: profit is unknown then, not zero. */
  mark: MarkDto.nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  stoppedAt: z.iso.datetime().nullable(),
});
export type RunLineDto = z.infer<typeof RunLineDto>;

export const RunDto = RunLineDto.extend({
  lastDecision: DecisionDto.nullable(),
  /** The version whose graph may be looked at; null where it is another team's. */
  versionId: z.uuid().nullable(),
  /** The hours it is in, or the next ones; null where it keeps none or its calendar knows none. */
  hours: z.object({ isOpen: z.boolean(), from: z.iso.datetime(), to: z.iso.datetime().nullable() }).nullable(),
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

/** How the surroundings of a run on a linked account are. Null is unknown. */
export const RunMonitorDto = z.object({
  session: z.object({ user: z.string(), expiresAt: z.iso.datetime().nullable() }).nullable(),
  reconciledAt: z.iso.datetime().nullable(),
  review: z.string().nullable(),
  haltedAt: z.iso.datetime().nullable(),
  /** Bars that have closed and were not given out yet. */
  barsBehind: z.int().nullable(),
  waitingEvents: z.int(),
  ordersLastMinute: z.int(),
  /** Orders a minute that the broker allows; null where it counts otherwise. */
  ordersAllowed: z.int().nullable(),
  unknownOrders: z.int(),
  /** The stream of the broker's prices that the run follows; null on the computed market. */
  stream: z
    .object({
      state: z.enum(["connecting", "open", "waiting", "closed", "filling"]),
      reason: z.string().nullable(),
      heardAt: z.iso.datetime().nullable(),
      lagMilliseconds: z.int().nullable(),
      /** Bars that came from the broker's history, as not every tick of them was heard. */
      filledBars: z.int(),
    })
    .nullable(),
  /** Signed units by the broker's symbol: of this run, and of all runs of the account. */
  owned: z.array(z.object({ symbol: z.string(), run: z.string(), account: z.string() })),
});
export type RunMonitorDto = z.infer<typeof RunMonitorDto>;

export const OrderEventDto = z.object({
  clientOrderId: z.string(),
  sequence: z.int(),
  source: z.string(),
  status: z.string(),
  filled: z.string().nullable(),
  reason: z.string().nullable(),
  /** The reason in plain words, with what can be done. */
  advice: z.string().nullable(),
  at: z.iso.datetime(),
});
export type OrderEventDto = z.infer<typeof OrderEventDto>;

export const StartRunRequest = z.strictObject({
  strategyId: z.uuid(),
  /** The first instrument that it trades; further ones follow in the order of the market. */
  symbol: z.string().max(40),
  /** Money that the run may size its orders by. */
  capital: z.number().min(100).max(1e9),
  /** The linked account that its orders go to; null for paper. */
  account: z.strictObject({ id: z.uuid(), product: z.enum(products) }).nullable(),
  /** The linked account whose prices it follows, and further instruments for strategies that name several; the computed market where it is left out. */
  prices: z
    .strictObject({
      accountId: z.uuid(),
      timeframe: z.enum(feedTimeframes),
      further: z.array(z.string().max(40)).max(20).default([]),
    })
    .nullable()
    .optional(),
  schedule: RunSchedule.nullable().optional(),
  /** Prepared only: it is given no bar until somebody starts it. */
  isDraft: z.boolean().optional(),
});
export type StartRunRequest = z.infer<typeof StartRunRequest>;

/** A linked account as a place where a run's orders may go, and whose prices it may follow. */
const AccountVenueDto = z.object({
  accountId: z.string(),
  label: z.string(),
  broker: z.string(),
  environment: z.enum(brokerEnvironments),
  products: z.array(z.enum(products)),
  /** Why no run can be started there now on the computed market, and on the account's own prices; null where one can. */
  obstacle: z.string().nullable(),
  ownObstacle: z.string().nullable(),
});

/** What runs can be started on. */
export const VenuesDto = z.object({ symbols: z.array(z.string()), accounts: z.array(AccountVenueDto) });
export type VenuesDto = z.infer<typeof VenuesDto>;

/** The kill switch: typed out, so that nobody throws it by mistake. */
export const KillRequest = z
  .strictObject({
    scope: z.enum(["run", "subscription", "account", "everything"]),
    id: z.uuid().nullable(),
    confirm: z.literal("KILL"),
  })
  .refine(({ scope, id }) => (scope === "everything") === (id === null), {
    message: "a run, a subscription or an account has an id, everything has none",
  });
export type KillRequest = z.infer<typeof KillRequest>;

/** Another price for a working stop or target, named by its order's number within the run. */
export const MoveStopRequest = z.strictObject({
  id: z.uuid(),
  number: z.int().nonnegative(),
  price: z.number().positive().max(1e12),
});
export type MoveStopRequest = z.infer<typeof MoveStopRequest>;

export const RunCommandRequest = z.strictObject({
  id: z.uuid(),
  command: RunCommandName,
  /** With "stop": close every position first. */
  flatten: z.boolean().default(false),
});
export type RunCommandRequest = z.infer<typeof RunCommandRequest>;
