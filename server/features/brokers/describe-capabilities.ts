import type { BrokerAdapter } from "../../brokers/port/broker-adapter.ts";
import type { Capabilities, Support } from "../../brokers/port/capabilities.ts";
import type { BrokerDto } from "./dto.ts";

type Row = BrokerDto["capabilities"][number];

const orderTypes: Readonly<Record<keyof Capabilities["orderTypes"], string>> = {
  market: "Market orders",
  limit: "Limit orders",
  stop: "Stop orders",
  "stop-limit": "Stop-limit orders",
  "trailing-stop": "Trailing stops",
  "market-if-touched": "Market if touched",
  "limit-if-touched": "Limit if touched",
};
const features: Readonly<Record<keyof Capabilities["features"], string>> = {
  changeOrder: "Changing a working order",
  findByClientId: "Finding an order by our id",
  largeOrders: "Orders above the exchange's limit",
  fractions: "Fractions of a share",
  bracket: "Bracket orders",
  oneCancelsOther: "One cancels the other",
  orderUpdates: "Order updates while they happen",
  postbacks: "Order updates by postback",
  marketData: "Live prices",
  tradeAmendments: "Corrected and cancelled trades",
};

const timeNames: Readonly<Record<keyof Capabilities["timesInForce"], string>> = {
  day: "day",
  gtc: "until cancelled",
  ioc: "immediate",
  fok: "all or nothing",
  opening: "opening auction",
  closing: "closing auction",
};

/** Puts what an adapter can do into rows for people. */
export function describeCapabilities({ capabilities }: BrokerAdapter): Row[] {
  const { orderTypes: types, timesInForce, features: can } = capabilities;
  const row = (label: string, support: Support, note: string | null = null): Row => ({ label, support, note });
  const named = Object.entries(timesInForce).filter(([, support]) => support !== "none");
  return [
    ...Object.entries(orderTypes).map(([key, label]) => {
      const type = key as keyof typeof types;
      const isProtected = capabilities.needsProtectedMarketOrders && (type === "market" || type === "stop");
      const note = types[type] === "emulated" ? "watched on each closed bar, then sent" : null;
      return row(label, types[type], isProtected ? "sent with the exchange's price protection" : note);
    }),
    row("Times in force", "native", named.map(([name]) => timeNames[name as keyof typeof timeNames]).join(", ")),
    ...Object.entries(features).map(([key, label]) => {
      const feature = key as keyof typeof can;
      return row(label, can[feature], noteOf(feature, capabilities));
    }),
  ];
}

function noteOf(feature: keyof Capabilities["features"], { features: can, changesPerOrder }: Capabilities) {
  if (feature === "changeOrder" && changesPerOrder !== null) return `${changesPerOrder} times at most`;
  if (feature === "findByClientId" && can[feature] === "emulated") return "through the order book of the day";
  if (feature === "oneCancelsOther" && can[feature] === "native")
    return "a stop and its target rest there as one order";
  if (feature === "bracket" && can[feature] === "emulated" && can.oneCancelsOther === "native")
    return "each part that fills gets its stop and target there at once, as one order";
  if ((feature === "bracket" || feature === "oneCancelsOther") && can[feature] === "emulated")
    return "the stop rests at the broker, the target is watched here";
  if (feature === "largeOrders" && can[feature] === "emulated") return "cut into slices";
  return null;
}
