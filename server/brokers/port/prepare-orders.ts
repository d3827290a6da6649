import {
  needsLimitPrice,
  needsTriggerPrice,
  type OrderForm,
  refusalByProfile,
} from "@/graph-runtime/market/broker-profile.ts";
import type { BrokerInstrument } from "./broker-instrument.ts";
import type { NewOrder } from "./broker-order.ts";
import type { Capabilities } from "./capabilities.ts";
import { compareDecimals, type Decimal, roundToStep, subtractDecimals } from "./decimal.ts";
import { sentProfile } from "./profile-of.ts";
import { protectionPercent } from "./protection-percent.ts";

/** What is wanted, before the broker's rules. */
export type OrderWish = Omit<NewOrder, "protectionPercent" | "pair"> & {
  readonly pair?: NewOrder["pair"];
  /** For the protection of market orders; null where no price is known. */
  readonly lastPrice: Decimal | null;
};

export type Preparation =
  | { readonly kind: "orders"; readonly orders: readonly NewOrder[] }
  | { readonly kind: "refused"; readonly reason: string };

const mostSlices = 10;
const idForm = /^[A-Za-z0-9]{1,20}$/;

/**
 * Turns a wish into orders that the broker will not refuse for their form: quantity down to the lot and cut below the freeze
 * quantity, prices to the tick (never to the worse side of what was asked), market orders with protection. Or says why not.
 */
export function prepareOrders(wish: OrderWish, capabilities: Capabilities): Preparation {
  const { lastPrice, ...order } = wish;
  const { instrument, type } = order;
  if (!idForm.test(order.clientOrderId))
    return refuse(`expected 1 to 20 letters and digits as the order's id, found "${order.clientOrderId}"`);
  const refusal = refusalByProfile(formOf(order), sentProfile(capabilities));
  if (refusal !== null) return refuse(refusal);
  const isProtected = capabilities.needsProtectedMarketOrders && (type === "market" || type === "stop");
  const reference = order.triggerPrice ?? lastPrice;
  if (isProtected && reference === null)
    return refuse("a market order must say how far its price may move, and no last price is known of the instrument");
  const quantity = roundToStep(order.quantity, instrument.lotSize, "down");
  const slices = sliceQuantity(quantity, instrument);
  if (slices.length > mostSlices)
    return refuse(
      `${quantity} of ${instrument.symbol} are more than ${mostSlices} times ${instrument.freezeQuantity}, the largest order that the exchange takes`,
    );
  const pair = wish.pair ?? null;
  if (pair !== null && (slices.length > 1 || capabilities.features.oneCancelsOther !== "native"))
    return refuse(`this broker does not take ${quantity} of ${instrument.symbol} as a pair`);
  const terms = {
    ...order,
    pair,
    limitPrice: needsLimitPrice(type) ? onTick(order.limitPrice, order, "limit") : null,
    triggerPrice: needsTriggerPrice(type) ? onTick(order.triggerPrice, order, "trigger") : null,
    protectionPercent: isProtected && reference !== null ? protectionPercent(instrument, reference) : null,
  };
  const orders = slices.map((slice, index) => ({
    ...terms,
    quantity: slice,
    clientOrderId: sliceId(order.clientOrderId, index),
  }));
  return { kind: "orders", orders };
}

function formOf(order: Omit<OrderWish, "lastPrice">): OrderForm {
  const { type, timeInForce, product, side, role, instrument } = order;
  return {
    type,
    timeInForce,
    product,
    // an exit is never larger than what is held
    opensShort: role === "entry" && side === "sell",
    hasLimitPrice: order.limitPrice !== null,
    hasTriggerPrice: order.triggerPrice !== null,
    quantity: Number(order.quantity),
    lotSize: Number(instrument.lotSize),
    symbol: instrument.symbol,
  };
}

/** A limit is moved so that it never buys higher or sells lower than asked; a trigger so that it never fires earlier. */
function onTick(
  price: Decimal | null,
  { side, instrument }: OrderWish | Omit<OrderWish, "lastPrice">,
  what: "limit" | "trigger",
) {
  if (price === null) return null;
  const isDown = (side === "buy") === (what === "limit");
  return roundToStep(price, instrument.tickSize, isDown ? "down" : "up");
}

/** Returns the parts of a quantity: each whole lots, none above the freeze quantity. */
function sliceQuantity(quantity: Decimal, { freezeQuantity, lotSize }: BrokerInstrument): readonly Decimal[] {
  if (freezeQuantity === null || compareDecimals(quantity, freezeQuantity) <= 0) return [quantity];
  const largest = roundToStep(freezeQuantity, lotSize, "down");
  const slices: Decimal[] = [];
  let left = quantity;
  while (compareDecimals(left, largest) > 0 && slices.length <= mostSlices) {
    slices.push(largest);
    left = subtractDecimals(left, largest);
  }
  return [...slices, left];
}

/**
 * Ids of ours end in the ordinal, of which the first of three places is never used: it takes the number of the slice. The first
 * slice keeps the id of the whole.
 */
function sliceId(clientOrderId: string, index: number): string {
  if (index === 0) return clientOrderId;
  const at = clientOrderId.length - 3;
  if (at < 0 || clientOrderId[at] !== "0")
    throw new RangeError(`expected an id whose third place from the end is 0, found "${clientOrderId}"`);
  return `${clientOrderId.slice(0, at)}${index.toString(36)}${clientOrderId.slice(at + 1)}`;
}

function refuse(reason: string): Preparation {
  return { kind: "refused", reason };
}
