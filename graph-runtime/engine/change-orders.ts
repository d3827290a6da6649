import { roundToLot } from "../core/rounding.ts";
import { isoUtc } from "../core/time.ts";
import type { OrderRecord } from "../market/order.ts";
import type { OrderGroup, OrderIntent } from "../nodes/order-intent.ts";
import { buyingPower } from "./buying-power.ts";
import type { DeskMoment } from "./order-desk.ts";
import { limitToTick, stopToTick } from "./order-prices.ts";
import { advance, moveStop, signOf, type WorkingOrder } from "./working-order.ts";
import { type Desk, riskMoment, tooMuch } from "./write-order.ts";

export type ChangeIntent = Extract<OrderIntent, { action: "change" }>;

type Terms = Pick<OrderRecord, "quantity" | "limitPrice" | "stopPrice">;

/** Returns whether an order belongs to a group. */
export function isInGroup({ record, protective }: WorkingOrder, group: OrderGroup): boolean {
  switch (group) {
    case "entries":
      return record.role === "entry";
    case "exits":
      return record.role === "exit" && !protective;
    case "stops":
      return protective && record.type === "stop";
    case "targets":
      return protective && record.type === "limit";
    case "trails":
      return protective && record.type === "trailing-stop";
  }
}

/** Updates a lane's working orders at a close; from the next bar on they work on the new terms. A change that may not be leaves its order as it was. Returns whether any order changed. */
export function changeOrders(
  intent: ChangeIntent,
  moment: DeskMoment,
  desk: Desk,
  orders: readonly WorkingOrder[],
): boolean {
  let hasChanged = false;
  for (const order of orders) {
    if (!isInGroup(order, intent.which)) continue;
    const { record } = order;
    const terms = termsOf(intent, order, desk.instruments[moment.lane]!);
    const refused = typeof terms === "string" ? terms : refuse(terms, order, moment, desk);
    if (refused === null && typeof terms !== "string") {
      record.quantity = terms.quantity;
      record.limitPrice = terms.limitPrice;
      if (terms.stopPrice !== record.stopPrice) moveStop(order, terms.stopPrice);
      hasChanged = true;
      advance(order, "change");
      desk.log.update(record);
    }
    const { quantity, limitPrice, stopPrice } = record;
    const { bar, time } = moment;
    const { reason } = intent;
    desk.log.updates.push({ orderId: record.id, bar, time, reason, quantity, limitPrice, stopPrice, refused });
  }
  return hasChanged;
}

/** Returns the order's terms after the change, rounded as those of a new order, or why it has no such term. */
function termsOf(
  intent: ChangeIntent,
  order: WorkingOrder,
  steps: { tickSize: number; lotSize: number },
): Terms | string {
  const { record } = order;
  const sign = signOf(order);
  let { quantity, limitPrice, stopPrice } = record;
  if (intent.limitPrice !== undefined) {
    if (limitPrice === null) return `a ${record.type} order has no limit price`;
    if (!(intent.limitPrice > 0)) return "the new limit price is unknown";
    limitPrice = limitToTick(intent.limitPrice, sign, steps.tickSize);
  }
  if (intent.stopPrice !== undefined) {
    if (stopPrice === null) return `a ${record.type} order has no trigger price`;
    if (order.triggered) return "its trigger has been touched already";
    if (!(intent.stopPrice > 0)) return "the new trigger price is unknown";
    const isTouch = record.type === "market-if-touched" || record.type === "limit-if-touched";
    stopPrice = (isTouch ? limitToTick : stopToTick)(intent.stopPrice, sign, steps.tickSize);
  }
  if (intent.quantity !== undefined) {
    if (order.sizeAtFill !== null) return "its size is worked out at the fill";
    if (!(intent.quantity > 0)) return "the new quantity is not above zero: cancel the order instead";
    quantity = roundToLot(intent.quantity, steps.lotSize);
    if (quantity === 0) return `the new quantity rounds to zero, and one lot is ${steps.lotSize}`;
    if (quantity <= record.filledQuantity) return `${record.filledQuantity} units of it are filled already`;
  }
  return { quantity, limitPrice, stopPrice };
}

/** Returns why the changed order may not work, or null: it must pass what a new one must pass. */
function refuse(terms: Terms, order: WorkingOrder, moment: DeskMoment, desk: Desk): string | null {
  const { record } = order;
  const { ledger, risk, entries } = desk;
  if (order.goodTill !== null && moment.time >= order.goodTill) return `it was good till ${isoUtc(order.goodTill)}`;
  const left = terms.quantity - record.filledQuantity;
  if (record.role === "exit") {
    const held = Math.abs(ledger.quantity[moment.lane]!);
    return terms.quantity > record.quantity && left > held ? `only ${held} units are held` : null;
  }
  if (order.sizeAtFill !== null) return null;
  const isBuy = record.side === "buy";
  const price = terms.limitPrice ?? terms.stopPrice ?? moment.close;
  const value = left * price * ledger.multiplier[moment.lane]!;
  const lots = left / desk.instruments[moment.lane]!.lotSize;
  // what the order reserves now is free for its new terms
  const others = entries.filter((entry) => entry !== order);
  const room = buyingPower({ ...desk, entries: others }, { equity: moment.equity, buys: isBuy, freed: 0 });
  const fee = desk.sizing.of(moment, price, null).feeOf(left);
  const denied = tooMuch(value + fee, room, moment);
  if (denied !== null || !risk.isNeeded) return denied;
  const reason = risk.review(
    { lane: moment.lane, isBuy, quantity: left, value, lots },
    riskMoment(moment, others.length),
    ledger,
  );
  return reason === null ? null : `risk: ${reason}`;
}
