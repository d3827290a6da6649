import type { Capabilities } from "../port/capabilities.ts";

export const alpacaCapabilities: Capabilities = {
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
  timesInForce: { day: "native", gtc: "native", ioc: "native", fok: "native", opening: "native", closing: "native" },
  products: ["delivery"],
  shorts: ["delivery"],
  features: {
    changeOrder: "native",
    findByClientId: "native",
    largeOrders: "native",
    fractions: "none",
    // the stop rests at the broker, the target is watched here
    bracket: "emulated",
    oneCancelsOther: "emulated",
    orderUpdates: "native",
    postbacks: "none",
    marketData: "native",
    tradeAmendments: "native",
  },
  needsProtectedMarketOrders: false,
  refusesRepeatedClientIds: true,
  changesPerOrder: null,
  needsStaticAddress: false,
  session: "lasting",
  tickDelayMilliseconds: 500,
  rates: [
    // one limit of 200 a minute for everything; a part of it is kept free for orders
    { scope: "orders", calls: 150, perMilliseconds: 60_000 },
    { scope: "other", calls: 50, perMilliseconds: 60_000 },
    { scope: "quotes", calls: 200, perMilliseconds: 60_000 },
  ],
};
