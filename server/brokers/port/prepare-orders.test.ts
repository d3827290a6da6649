import { describe, expect, test } from "vitest";
import type { BrokerInstrument } from "./broker-instrument.ts";
import type { Capabilities } from "./capabilities.ts";
import { decimal } from "./decimal.ts";
import { type OrderWish, prepareOrders } from "./prepare-orders.ts";
import { protectionPercent } from "./protection-percent.ts";

const nifty: BrokerInstrument = {
  exchange: "NFO",
  symbol: "NIFTY26NOV25000CE",
  token: "12073986",
  name: "NIFTY",
  kind: "call",
  currency: "INR",
  tickSize: decimal("0.05"),
  lotSize: decimal("65"),
  freezeQuantity: decimal("1800"),
  expiry: "2026-11-24",
  strike: decimal("25000"),
};
const capabilities: Capabilities = {
  orderTypes: {
    market: "native",
    limit: "native",
    stop: "native",
    "stop-limit": "native",
    "trailing-stop": "none",
    "market-if-touched": "none",
    "limit-if-touched": "none",
  },
  timesInForce: { day: "native", ioc: "native", gtc: "none", fok: "none", opening: "none", closing: "none" },
  products: ["carry", "intraday"],
  shorts: ["carry", "intraday"],
  features: {
    changeOrder: "native",
    findByClientId: "emulated",
    largeOrders: "emulated",
    fractions: "none",
    bracket: "none",
    oneCancelsOther: "none",
    orderUpdates: "native",
    postbacks: "native",
    marketData: "native",
    tradeAmendments: "native",
  },
  needsProtectedMarketOrders: true,
  refusesRepeatedClientIds: false,
  changesPerOrder: 25,
  needsStaticAddress: true,
  session: "daily",
  tickDelayMilliseconds: 0,
  rates: [],
};
const wish = (changes: Partial<OrderWish> = {}): OrderWish => ({
  clientOrderId: "k3f9x0a1000000007000",
  instrument: nifty,
  side: "buy",
  role: "entry",
  type: "market",
  quantity: decimal(65),
  limitPrice: null,
  triggerPrice: null,
  timeInForce: "day",
  product: "carry",
  lastPrice: decimal("187.45"),
  ...changes,
});
const ordersOf = (given: OrderWish) => {
  const preparation = prepareOrders(given, capabilities);
  if (preparation.kind === "refused") throw new Error(preparation.reason);
  return preparation.orders;
};
const reasonOf = (given: OrderWish) => {
  const preparation = prepareOrders(given, capabilities);
  return preparation.kind === "refused" ? preparation.reason : null;
};

describe("making an order fit a broker", () => {
  test("the quantity goes down to whole lots", () => {
    expect(ordersOf(wish({ quantity: decimal(190) }))[0]?.quantity).toBe("130");
    expect(reasonOf(wish({ quantity: decimal(64) }))).toBe("64 is less than one lot of NIFTY26NOV25000CE, which is 65");
  });

  test.each([
    ["buy", "limit", "187.47", "187.45"],
    ["sell", "limit", "187.47", "187.5"],
  ] as const)("a limit to %s lies on the tick that is no worse", (side, type, limitPrice, expected) => {
    expect(ordersOf(wish({ side, type, limitPrice: decimal(limitPrice) }))[0]?.limitPrice).toBe(expected);
  });

  test.each([
    ["buy", "187.5"],
    ["sell", "187.45"],
  ] as const)("a trigger to %s lies on the tick that fires no earlier", (side, expected) => {
    expect(ordersOf(wish({ side, type: "stop", triggerPrice: decimal("187.47") }))[0]?.triggerPrice).toBe(expected);
  });

  test("what is above the freeze quantity is cut into slices of whole lots with ids of their own", () => {
    const orders = ordersOf(wish({ quantity: decimal(65 * 60) }));
    expect(orders.map((order) => order.quantity)).toEqual(["1755", "1755", "390"]);
    expect(orders.map((order) => order.clientOrderId)).toEqual([
      "k3f9x0a1000000007000",
      "k3f9x0a1000000007100",
      "k3f9x0a1000000007200",
    ]);
    expect(reasonOf(wish({ quantity: decimal(65 * 300) }))).toContain("more than 10 times 1800");
  });

  test("a market order is protected by the slab of its last price", () => {
    expect(ordersOf(wish())[0]?.protectionPercent).toBe("2");
    expect(ordersOf(wish({ type: "limit", limitPrice: decimal(100) }))[0]?.protectionPercent).toBeNull();
    expect(reasonOf(wish({ lastPrice: null }))).toContain("no last price is known");
  });

  // The exchanges' slabs: shares and futures by price, options by premium.
  test.each([
    ["equity", "99.95", "2"],
    ["equity", "100", "1"],
    ["future", "500", "0.5"],
    ["call", "9.95", "5"],
    ["put", "10", "3"],
    ["call", "100", "2"],
    ["put", "500", "1"],
  ] as const)("an order for a %s at %s may move %s percent", (kind, price, percent) => {
    expect(protectionPercent({ ...nifty, kind }, decimal(price))).toBe(percent);
  });

  test.each([
    [{ clientOrderId: "run-7/1" }, 'found "run-7/1"'],
    [{ type: "trailing-stop" }, "no trailing-stop orders"],
    [{ timeInForce: "gtc" }, "no gtc orders"],
    [{ product: "delivery" }, 'no product "delivery"'],
    [{ type: "limit" }, "needs a limit price"],
    [{ type: "stop-limit", limitPrice: decimal(1) }, "needs a trigger price"],
  ] satisfies [Partial<OrderWish>, string][])("%j is refused with the reason", (changes, reason) => {
    expect(reasonOf(wish(changes))).toContain(reason);
  });
});

test("one of a pair goes where pairs are taken, whole, and knows the other", () => {
  const pair = { target: "k3f9x0a1000000007000", stop: "k3f9x0a1000000008000" };
  const paired = wish({ side: "sell", role: "exit", pair });
  const able: Capabilities = { ...capabilities, features: { ...capabilities.features, oneCancelsOther: "native" } };
  expect(prepareOrders(paired, able)).toMatchObject({ orders: [{ pair }] });
  expect(ordersOf(wish())[0]?.pair).toBeNull();
  expect(reasonOf(paired)).toContain("as a pair");
  expect(prepareOrders({ ...paired, quantity: decimal(3_900) }, able).kind).toBe("refused");
});

test("what is not held is sold as those products alone that allow it; what is held is sold as any", () => {
  const onlyIntraday = { ...capabilities, shorts: ["intraday"] } as const;
  const sale = wish({ side: "sell" });
  expect(prepareOrders(sale, onlyIntraday)).toEqual({
    kind: "refused",
    reason: 'this broker does not sell short as "carry"; it does as intraday',
  });
  expect(prepareOrders({ ...sale, product: "intraday" }, onlyIntraday).kind).toBe("orders");
  expect(prepareOrders({ ...sale, role: "exit" }, onlyIntraday).kind).toBe("orders");
});

test("a lot size that changed overnight: what is whole lots goes, what is less than one is refused with the new size", () => {
  const today = { ...nifty, lotSize: decimal("75") };
  expect(ordersOf(wish({ instrument: today, quantity: decimal(130) })).map(({ quantity }) => quantity)).toEqual(["75"]);
  expect(reasonOf(wish({ instrument: today }))).toBe("65 is less than one lot of NIFTY26NOV25000CE, which is 75");
});
