import { z } from "zod";
import type { BrokerPosition } from "../port/broker-account.ts";
import type { Access } from "../port/broker-adapter.ts";
import type { BrokerConnection } from "../port/broker-connection.ts";
import { BrokerError, failureOf } from "../port/broker-error.ts";
import type { NewOrder } from "../port/broker-order.ts";
import { decimal, subtractDecimals } from "../port/decimal.ts";
import { RateGovernor } from "../port/rate-governor.ts";
import { alpacaCapabilities } from "./alpaca-capabilities.ts";
import { AlpacaClient } from "./alpaca-client.ts";
import { idOfPair, pairBody } from "./alpaca-pair.ts";
import { streamAlpacaOrders, streamAlpacaPrices } from "./alpaca-streams.ts";
import { readAlpacaBars } from "./read-alpaca-bars.ts";
import { AlpacaOrder, isStop, readAlpacaOrder, readAlpacaOrders } from "./read-alpaca-order.ts";

const usualTimeout = 7_000;
const exchange = "US";
/** The most that one call returns. */
const pageSize = 500;

const timesInForce = { day: "day", gtc: "gtc", ioc: "ioc", fok: "fok", opening: "opg", closing: "cls" } as const;
const types: Readonly<Partial<Record<NewOrder["type"], string>>> = {
  market: "market",
  limit: "limit",
  stop: "stop",
  "stop-limit": "stop_limit",
};

const Account = z.object({
  currency: z.string(),
  cash: z.string(),
  buying_power: z.string(),
  initial_margin: z.string(),
});
const Position = z.object({
  symbol: z.string(),
  qty: z.string(),
  side: z.enum(["long", "short"]),
  avg_entry_price: z.string(),
  current_price: z.string().nullish(),
});
const Asset = z.object({ symbol: z.string(), name: z.string(), tradable: z.boolean() });

/** One account at Alpaca. */
export function connectAlpaca({
  endpoints,
  credentials,
  timeoutMilliseconds = usualTimeout,
}: Access): BrokerConnection {
  const governor = new RateGovernor(alpacaCapabilities.rates);
  const keyId = credentials["keyId"] ?? "";
  const secret = credentials["secret"] ?? "";
  const alpaca = new AlpacaClient({ root: endpoints["api"] ?? "", keyId, secret, governor, timeoutMilliseconds });
  const history = new AlpacaClient({ root: endpoints["history"] ?? "", keyId, secret, governor, timeoutMilliseconds });
  const reading = { method: "GET", scope: "other", priority: "read" } as const;
  const priorityOf = ({ role }: NewOrder) => (role === "exit" ? "exit" : "entry");

  // what became of an order is asked before anything else is read, and never at the cost of an exit
  const looking = { method: "GET", scope: "other", priority: "cancel" } as const;

  /** With what belongs to it. */
  async function findById(id: string) {
    return alpaca.call(AlpacaOrder, { ...looking, path: `/v2/orders/${id}?nested=true` });
  }

  /** Returns an order and all that have replaced it, the newest last: the id of ours stays with the first. Empty where there is none. */
  async function findChain(clientOrderId: string): Promise<AlpacaOrder[]> {
    const path = `/v2/orders:by_client_order_id?${new URLSearchParams({ client_order_id: clientOrderId })}`;
    try {
      return await follow(await alpaca.call(AlpacaOrder, { ...looking, path }));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "rejected" && failure.code === "40410000") return [];
      throw error;
    }
  }

  async function follow(first: AlpacaOrder): Promise<AlpacaOrder[]> {
    const chain = [first];
    for (let last = first; last.replaced_by != null; chain.push(last)) last = await findById(last.replaced_by);
    return chain;
  }

  /** Returns the stop that belongs to one of the orders, as it is now; null where none does. */
  async function findStop(targets: readonly AlpacaOrder[]): Promise<AlpacaOrder | null> {
    for (const { id } of targets.toReversed()) {
      const stop = (await findById(id)).legs?.find(isStop);
      if (stop !== undefined) return (await follow(stop)).at(-1) ?? null;
    }
    return null;
  }

  return {
    place: async (order) => {
      const body = placeBody(order);
      const call = { method: "POST", path: "/v2/orders", body, scope: "orders", priority: priorityOf(order) } as const;
      return { brokerOrderId: (await alpaca.call(AlpacaOrder, call)).id };
    },
    placePair: async (pair) => {
      const body = pairBody(pair);
      const call = { method: "POST", path: "/v2/orders", body, scope: "orders", priority: "exit" } as const;
      const placed = await alpaca.call(AlpacaOrder, call);
      // whether the answer has the stop in it is nowhere promised
      const [target, stop] = readAlpacaOrders(placed.legs?.some(isStop) === true ? placed : await findById(placed.id));
      if (target === undefined || stop === undefined)
        throw new BrokerError({ kind: "unknown", reason: "the broker named the target and not its stop" });
      return { target, stop };
    },
    change: async ({ brokerOrderId }, { quantity, filledQuantity, limitPrice, triggerPrice }, order) => {
      const body = {
        // Left out, the new order would be for the whole quantity again, whatever is filled already. Of a pair only prices can change.
        ...(order.pair === null ? { qty: subtractDecimals(quantity, filledQuantity) } : {}),
        ...(limitPrice === null ? {} : { limit_price: limitPrice }),
        ...(triggerPrice === null ? {} : { stop_price: triggerPrice }),
      };
      const path = `/v2/orders/${brokerOrderId}`;
      const call = { method: "PATCH", path, body, scope: "orders", priority: priorityOf(order) } as const;
      return { brokerOrderId: (await alpaca.call(AlpacaOrder, call)).id };
    },
    cancel: async ({ brokerOrderId }) => {
      const path = `/v2/orders/${brokerOrderId}`;
      await alpaca.call(z.unknown(), { method: "DELETE", path, scope: "orders", priority: "cancel" });
    },
    findOrder: async ({ clientOrderId, pair }) => {
      const chain = await findChain(pair === null ? clientOrderId : idOfPair(pair));
      const found = pair?.stop === clientOrderId ? await findStop(chain) : (chain.at(-1) ?? null);
      return found && { ...readAlpacaOrder(found), ...(pair === null ? {} : { clientOrderId }) };
    },
    listOrders: async () => {
      const query = new URLSearchParams({ status: "all", limit: String(pageSize), direction: "desc", nested: "true" });
      const rows = await alpaca.call(z.array(AlpacaOrder), { ...reading, path: `/v2/orders?${query}` });
      return rows.reverse().flatMap(readAlpacaOrders);
    },
    listPositions: async () => {
      const rows = await alpaca.call(z.array(Position), { ...reading, path: "/v2/positions" });
      return rows.map(
        ({ symbol, qty, side, avg_entry_price, current_price }): BrokerPosition => ({
          exchange,
          symbol,
          product: "delivery",
          // a short position comes with its sign in some answers and without it in others
          quantity: decimal(`${side === "short" ? "-" : ""}${qty.replace("-", "")}`),
          averagePrice: decimal(avg_entry_price),
          lastPrice: current_price == null ? null : decimal(current_price),
        }),
      );
    },
    // everything that is held is a position here
    listHoldings: async () => [],
    readFunds: async () => {
      const account = await alpaca.call(Account, { ...reading, path: "/v2/account" });
      return {
        currency: account.currency,
        cash: decimal(account.cash),
        available: decimal(account.buying_power),
        used: decimal(account.initial_margin),
      };
    },
    listInstruments: async () => {
      const path = "/v2/assets?status=active&asset_class=us_equity";
      const rows = await alpaca.call(z.array(Asset), { ...reading, path });
      return rows
        .filter(({ tradable }) => tradable)
        .map(({ symbol, name }) => ({
          exchange,
          symbol,
          token: symbol,
          name,
          kind: "equity" as const,
          currency: "USD",
          tickSize: decimal("0.01"),
          lotSize: decimal("1"),
          freezeQuantity: null,
          expiry: null,
          strike: null,
        }));
    },
    readBars: ({ symbol }, stretch) => readAlpacaBars(history, symbol, stretch),
    streamOrders: (listener) => streamAlpacaOrders({ url: endpoints["updates"] ?? "", keyId, secret }, listener),
    streamPrices: (listener) => streamAlpacaPrices({ url: endpoints["data"] ?? "", keyId, secret }, listener),
    close: () => governor.close(new Error("the connection was closed")),
  };
}

function placeBody({
  clientOrderId,
  instrument,
  side,
  type,
  quantity,
  limitPrice,
  triggerPrice,
  timeInForce,
}: NewOrder) {
  const name = types[type];
  if (name === undefined)
    throw new RangeError(`Alpaca has no ${type} orders: they have to be refused before they are sent`);
  return {
    symbol: instrument.symbol,
    qty: quantity,
    side,
    type: name,
    time_in_force: timesInForce[timeInForce],
    ...(limitPrice === null ? {} : { limit_price: limitPrice }),
    ...(triggerPrice === null ? {} : { stop_price: triggerPrice }),
    client_order_id: clientOrderId,
  };
}
