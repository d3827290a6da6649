import type { Capabilities } from "../port/capabilities.ts";

export const zerodhaCapabilities: Capabilities = {
  orderTypes: {
    market: "native",
    limit: "native",
    stop: "native",
    "stop-limit": "native",
    // watched by the engine bar by bar, and sent as what they become
    "trailing-stop": "emulated",
    "market-if-touched": "emulated",
    "limit-if-touched": "emulated",
  },
  timesInForce: { day: "native", ioc: "native", gtc: "none", fok: "none", opening: "none", closing: "none" },
  products: ["delivery", "carry", "intraday"],
  // a delivery that is not held is refused
  shorts: ["carry", "intraday"],
  features: {
    changeOrder: "native",
    // by the tag in the order book of the day
    findByClientId: "emulated",
    largeOrders: "emulated",
    fractions: "none",
    // the stop rests at the broker, the target is watched here
    bracket: "emulated",
    oneCancelsOther: "emulated",
    orderUpdates: "native",
    postbacks: "native",
    marketData: "native",
    tradeAmendments: "none",
  },
  needsProtectedMarketOrders: true,
  refusesRepeatedClientIds: false,
  changesPerOrder: 25,
  needsStaticAddress: true,
  session: "daily",
  // its clock has whole seconds, and it tells what happened within one at its end
  tickDelayMilliseconds: 1_500,
  rates: [
    { scope: "orders", calls: 10, perMilliseconds: 1_000 },
    { scope: "orders", calls: 400, perMilliseconds: 60_000 },
    { scope: "quotes", calls: 1, perMilliseconds: 1_000 },
    { scope: "history", calls: 3, perMilliseconds: 1_000 },
    { scope: "other", calls: 10, perMilliseconds: 1_000 },
  ],
};
