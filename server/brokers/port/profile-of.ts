import type { BrokerProfile } from "@/graph-runtime/market/broker-profile.ts";
import { ORDER_TYPES } from "@/graph-runtime/market/order.ts";
import { timesInForce } from "./broker-order.ts";
import type { Capabilities, Support } from "./capabilities.ts";

/** Returns what a broker takes of orders as they are sent: nothing that the engine watches in its place. */
export function sentProfile(capabilities: Capabilities): BrokerProfile {
  const { orderTypes, timesInForce: times, products, shorts, features } = capabilities;
  return {
    orderTypes: ORDER_TYPES.filter((type) => orderTypes[type] === "native"),
    timesInForce: timesInForce.filter((time) => times[time] !== "none"),
    products,
    shorts,
    fractions: isThere(features.fractions),
  };
}

/** Returns what a run can do at a broker, in the engine's words: kinds of orders that the engine watches are among it. */
export function runProfile(capabilities: Capabilities): BrokerProfile {
  const { orderTypes, timesInForce: times } = capabilities;
  // an order that lasts is one of the day, sent again each day, where the broker has nothing longer
  const lasts = isThere(times.gtc) || isThere(times.day);
  const has = [
    ["day", isThere(times.day)],
    ["gtc", lasts],
    ["gtd", lasts],
    ["ioc", isThere(times.ioc)],
    ["fok", isThere(times.fok)],
    ["on-open", isThere(times.opening)],
    ["on-close", isThere(times.closing)],
  ] as const;
  return {
    ...sentProfile(capabilities),
    orderTypes: ORDER_TYPES.filter((type) => isThere(orderTypes[type])),
    timesInForce: has.filter(([, isTaken]) => isTaken).map(([time]) => time),
  };
}

function isThere(support: Support): boolean {
  return support !== "none";
}
