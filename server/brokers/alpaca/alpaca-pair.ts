import type { PairOfOrders } from "../port/broker-connection.ts";
import type { OrderPair } from "../port/broker-order.ts";

const form = /^([A-Za-z0-9]{1,20})\.([A-Za-z0-9]{1,20})$/;

/**
 * Returns the id under which a pair is sent. Alpaca names the stop itself, so the target carries the ids of both: whoever finds the one
 * knows what the other is, whatever answer was lost.
 */
export function idOfPair({ target, stop }: OrderPair): string {
  return `${target}.${stop}`;
}

/** Returns the ids that an id of a pair is made of; null where it is none. */
export function pairOf(id: string): OrderPair | null {
  const [, target, stop] = form.exec(id) ?? [];
  return target === undefined || stop === undefined ? null : { target, stop };
}

/** Returns what is asked of Alpaca for a pair: the target is the order, the stop its leg. */
export function pairBody({ target, stop }: PairOfOrders) {
  return {
    symbol: target.instrument.symbol,
    qty: target.quantity,
    side: target.side,
    type: "limit",
    time_in_force: target.timeInForce,
    order_class: "oco",
    limit_price: target.limitPrice,
    take_profit: { limit_price: target.limitPrice },
    stop_loss: {
      stop_price: stop.triggerPrice,
      ...(stop.limitPrice === null ? {} : { limit_price: stop.limitPrice }),
    },
    client_order_id: idOfPair({ target: target.clientOrderId, stop: stop.clientOrderId }),
  };
}
