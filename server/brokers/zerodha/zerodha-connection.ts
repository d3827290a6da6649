import { z } from "zod";
import type { BrokerFunds, BrokerHolding, BrokerPosition, BrokerSession } from "../port/broker-account.ts";
import type { Access } from "../port/broker-adapter.ts";
import type { BrokerConnection } from "../port/broker-connection.ts";
import type { NewOrder, OrderChange, Product } from "../port/broker-order.ts";
import { decimal } from "../port/decimal.ts";
import { RateGovernor } from "../port/rate-governor.ts";
import { KiteClient } from "./kite-client.ts";
import { readKiteInstruments } from "./kite-instruments.ts";
import { streamKiteOrders, streamKitePrices } from "./kite-streams.ts";
import { readKiteCandles } from "./read-kite-candles.ts";
import { KiteOrder, readKiteOrder } from "./read-kite-order.ts";
import { zerodhaCapabilities } from "./zerodha-capabilities.ts";

const usualTimeout = 7_000;
const kiteProducts = { delivery: "CNC", carry: "NRML", intraday: "MIS" } as const;
const productsOfKite: Readonly<Record<string, Product>> = { CNC: "delivery", NRML: "carry", MIS: "intraday" };
const kiteTypes = { market: "MARKET", limit: "LIMIT", "stop-limit": "SL", stop: "SL-M" } as const;

const Placed = z.object({ order_id: z.string() });
const Position = z.object({
  tradingsymbol: z.string(),
  exchange: z.string(),
  product: z.string(),
  quantity: z.number(),
  average_price: z.number(),
  last_price: z.number().nullish(),
});
const Positions = z.object({ net: z.array(Position) });
const Margins = z.object({
  net: z.number(),
  available: z.object({ cash: z.number() }),
  utilised: z.object({ debits: z.number() }),
});

/** One user of Kite Connect, logged in for the day. */
export function connectZerodha(
  { endpoints, credentials, timeoutMilliseconds = usualTimeout }: Access,
  { token }: BrokerSession,
): BrokerConnection {
  const governor = new RateGovernor(zerodhaCapabilities.rates);
  const apiKey = credentials["apiKey"] ?? "";
  const accessToken = token ?? "";
  const kite = new KiteClient({ root: endpoints["api"] ?? "", apiKey, accessToken, governor, timeoutMilliseconds });
  const ticker = `${endpoints["ticker"] ?? ""}?${new URLSearchParams({ api_key: apiKey, access_token: accessToken })}`;
  const reading = { method: "GET", scope: "other", priority: "read" } as const;
  const listOrders = async () => {
    const rows = await kite.call(z.array(KiteOrder), { ...reading, path: "/orders" });
    return rows.map(readKiteOrder);
  };
  const readPositions = async (path: string, pick: (data: unknown) => z.infer<typeof Position>[]) => {
    const rows = pick(await kite.call(z.unknown(), { ...reading, path }));
    return rows.map(
      ({ tradingsymbol, exchange, product, quantity, average_price, last_price }): BrokerPosition => ({
        exchange,
        symbol: tradingsymbol,
        product: productsOfKite[product] ?? "delivery",
        quantity: decimal(quantity),
        averagePrice: decimal(average_price),
        lastPrice: last_price == null ? null : decimal(last_price),
      }),
    );
  };
  return {
    place: async (order) => {
      const priority = order.role === "exit" ? "exit" : "entry";
      const call = {
        method: "POST",
        path: "/orders/regular",
        form: placeForm(order),
        scope: "orders",
        priority,
      } as const;
      const { order_id } = await kite.call(Placed, call);
      return { brokerOrderId: order_id };
    },
    // what Kite has of this kind waits outside of the order book, fills at a limit alone, and is no order of the day
    placePair: null,
    change: async ({ brokerOrderId }, change, order) => {
      const priority = order.role === "exit" ? "exit" : "entry";
      const path = `/orders/regular/${brokerOrderId}`;
      const call = { method: "PUT", path, form: changeForm(change, order), scope: "orders", priority } as const;
      const { order_id } = await kite.call(Placed, call);
      return { brokerOrderId: order_id };
    },
    cancel: async ({ brokerOrderId }) => {
      const path = `/orders/regular/${brokerOrderId}`;
      await kite.call(Placed, { method: "DELETE", path, scope: "orders", priority: "cancel" });
    },
    // Kite has no look-up by tag; the book of the day is what there is.
    findOrder: async ({ clientOrderId }) =>
      (await listOrders()).findLast((order) => order.clientOrderId === clientOrderId) ?? null,
    listOrders,
    listPositions: () => readPositions("/portfolio/positions", (data) => Positions.parse(data).net),
    listHoldings: async (): Promise<BrokerHolding[]> => {
      // what was bought yesterday is not settled yet, and held all the same
      const Holding = Position.omit({ product: true }).extend({ t1_quantity: z.number().default(0) });
      const rows = await kite.call(z.array(Holding), { ...reading, path: "/portfolio/holdings" });
      return rows.map(({ tradingsymbol: symbol, exchange, quantity, t1_quantity, average_price, last_price }) => ({
        exchange,
        symbol,
        quantity: decimal(quantity + t1_quantity),
        averagePrice: decimal(average_price),
        lastPrice: last_price == null ? null : decimal(last_price),
      }));
    },
    readFunds: async (): Promise<BrokerFunds> => {
      const { net, available, utilised } = await kite.call(Margins, { ...reading, path: "/user/margins/equity" });
      return {
        currency: "INR",
        cash: decimal(available.cash),
        available: decimal(net),
        used: decimal(utilised.debits),
      };
    },
    listInstruments: async () => readKiteInstruments(await kite.text({ ...reading, path: "/instruments" })),
    readBars: ({ token }, stretch) => readKiteCandles(kite, token, stretch),
    streamOrders: (listener) => streamKiteOrders(ticker, listener),
    streamPrices: (listener) => streamKitePrices(ticker, listener),
    close: () => governor.close(new Error("the connection was closed")),
  };
}

function placeForm(order: NewOrder): Record<string, string> {
  const { instrument, side, type, quantity, limitPrice, triggerPrice, timeInForce, product, protectionPercent } = order;
  return {
    exchange: instrument.exchange,
    tradingsymbol: instrument.symbol,
    transaction_type: side.toUpperCase(),
    order_type: typeOf(type),
    product: kiteProducts[product],
    quantity,
    validity: timeInForce === "ioc" ? "IOC" : "DAY",
    ...(limitPrice === null ? {} : { price: limitPrice }),
    ...(triggerPrice === null ? {} : { trigger_price: triggerPrice }),
    ...(protectionPercent === null ? {} : { market_protection: protectionPercent }),
    tag: order.clientOrderId,
  };
}

function changeForm({ quantity, limitPrice, triggerPrice }: OrderChange, { type }: NewOrder): Record<string, string> {
  return {
    order_type: typeOf(type),
    quantity,
    ...(limitPrice === null ? {} : { price: limitPrice }),
    ...(triggerPrice === null ? {} : { trigger_price: triggerPrice }),
  };
}

function typeOf(type: NewOrder["type"]): string {
  if (type === "market" || type === "limit" || type === "stop" || type === "stop-limit") return kiteTypes[type];
  throw new RangeError(`Zerodha has no ${type} orders: they have to be refused before they are sent`);
}
