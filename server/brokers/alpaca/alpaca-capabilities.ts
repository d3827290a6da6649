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
    // an entry's stop and target are reckoned from the price at which it fills, part by part; Alpaca's would be fixed before, and rest
    // only once the whole has filled. So each part that fills gets both, as one order, at once.
    bracket: "emulated",
    oneCancelsOther: "native",
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
