import type { OrderType } from "./order.ts";

/** How a broker carries a position: paid in full (CNC in India), carried on margin (NRML), or closed within the day (MIS). */
export const BROKER_PRODUCTS = ["delivery", "carry", "intraday"] as const;
export type BrokerProduct = (typeof BROKER_PRODUCTS)[number];

/** What a broker takes. The same object judges an order in a backtest and on its way to the broker. */
export type BrokerProfile = {
  readonly orderTypes: readonly OrderType[];
  readonly timesInForce: readonly string[];
  readonly products: readonly BrokerProduct[];
  /** Those of them under which something may be sold that is not held. */
  readonly shorts: readonly BrokerProduct[];
  /** Quantities need not be whole units. */
  readonly fractions: boolean;
};

/** An order as far as a profile judges it. */
export type OrderForm = {
  readonly type: OrderType;
  readonly timeInForce: string;
  readonly product: BrokerProduct;
  /** It sells what is not held. */
  readonly opensShort: boolean;
  readonly hasLimitPrice: boolean;
  readonly hasTriggerPrice: boolean;
  /** Units; null while they are worked out at the fill. */
  readonly quantity: number | null;
  readonly lotSize: number;
  readonly symbol: string;
};

/** Returns why a broker of that profile would refuse the order for its form, or null. */
export function refusalByProfile(order: OrderForm, profile: BrokerProfile): string | null {
  const { type, timeInForce, product, quantity, lotSize, symbol } = order;
  if (!profile.orderTypes.includes(type)) return `this broker has no ${type} orders`;
  if (!profile.timesInForce.includes(timeInForce)) return `this broker has no ${timeInForce} orders`;
  if (!profile.products.includes(product)) return `this broker has no product "${product}"`;
  if (order.opensShort && !profile.shorts.includes(product)) return shortRefusal(product, profile.shorts);
  if (needsLimitPrice(type) && !order.hasLimitPrice) return `a ${type} order needs a limit price`;
  if (needsTriggerPrice(type) && !order.hasTriggerPrice) return `a ${type} order needs a trigger price`;
  const least = smallestLot(lotSize, profile);
  if (quantity !== null && quantity < least) return `${quantity} is less than one lot of ${symbol}, which is ${least}`;
  return null;
}

function shortRefusal(product: BrokerProduct, shorts: BrokerProfile["shorts"]): string {
  const instead = shorts.length === 0 ? "" : `; it does as ${shorts.join(" or ")}`;
  return `this broker does not sell short as "${product}"${instead}`;
}

/** Returns the smallest quantity that a broker takes: whole units where it takes no fractions. */
export function smallestLot(lotSize: number, { fractions }: Pick<BrokerProfile, "fractions">): number {
  return fractions ? lotSize : Math.max(1, Math.ceil(lotSize));
}

export function needsLimitPrice(type: OrderType): boolean {
  return type === "limit" || type === "stop-limit" || type === "limit-if-touched";
}

export function needsTriggerPrice(type: OrderType): boolean {
  return type !== "market" && type !== "limit";
}
