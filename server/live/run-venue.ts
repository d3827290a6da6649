import { z } from "zod";
import type { OutsideTerms } from "@/graph-runtime/engine/outside/ticket.ts";
import { ORDER_TYPES, type OrderType } from "@/graph-runtime/market/order.ts";
import { products } from "../brokers/port/broker-order.ts";
import { brokerOf } from "../brokers/registry.ts";
import { StoredInstrument } from "./account/stored-order.ts";

/** What a run on a linked account has to know of its broker, as it was when the run was started. */
export const RunVenue = z.object({
  product: z.enum(products),
  /** The broker's instrument for each symbol of the feed that is traded. */
  instruments: z.record(z.string(), StoredInstrument),
});
export type RunVenue = z.infer<typeof RunVenue>;

/** Returns which orders a broker takes by itself; the others are watched by the engine. */
export function outsideTermsOf(broker: string): OutsideTerms {
  const { orderTypes, changesPerOrder, features } = brokerOf(broker).capabilities;
  const takes = Object.fromEntries(ORDER_TYPES.map((type) => [type, orderTypes[type] === "native"]));
  const pairs = features.oneCancelsOther === "native";
  return { takes: takes as Record<OrderType, boolean>, mostChanges: changesPerOrder, pairs };
}
