import type { BrokerProduct, BrokerProfile } from "./broker-profile.ts";
import { ORDER_TYPES } from "./order.ts";

/** The brokers whose rules a backtest can be held to. */
export const BROKER_RULES = ["alpaca", "zerodha", "zerodha-intraday"] as const;
export type BrokerRules = (typeof BROKER_RULES)[number];

/** A profile with what it is called, and the product by which it trades shares; everything else is carried. */
export type RuledBroker = BrokerProfile & { readonly title: string; readonly shareProduct: BrokerProduct };

// what a broker lacks and the engine watches in its place counts as taken: a run sends it as what it becomes
const zerodha = {
  orderTypes: ORDER_TYPES,
  // orders that last are sent again each day
  timesInForce: ["day", "gtc", "gtd", "ioc"],
  products: ["delivery", "carry", "intraday"],
  shorts: ["carry", "intraday"],
  fractions: false,
} as const satisfies BrokerProfile;

/** Of each of them what a run at that broker can do; a test holds it to the adapters' capabilities. */
export const RULED_BROKERS: Readonly<Record<BrokerRules, RuledBroker>> = {
  alpaca: {
    title: "Alpaca",
    orderTypes: ORDER_TYPES,
    timesInForce: ["day", "gtc", "gtd", "ioc", "fok", "on-open", "on-close"],
    products: ["delivery"],
    shorts: ["delivery"],
    fractions: false,
    shareProduct: "delivery",
  },
  zerodha: { ...zerodha, title: "Zerodha, delivery", shareProduct: "delivery" },
  "zerodha-intraday": { ...zerodha, title: "Zerodha, intraday", shareProduct: "intraday" },
};
