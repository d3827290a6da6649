import type { LaneBook, PlannedFill } from "../engine/ports.ts";
import { signOf, type WorkingOrder } from "../engine/working-order.ts";
import type { Settings } from "../graph/settings.ts";
import { slip } from "./slippage/slip.ts";

/** Points that the price visits within a bar, the open first. */
export type PricePath = readonly [number, number, number, number];

/** Follows the price along a path and returns the fills in order. Changes nothing outside. */
export function walkPath(book: LaneBook, path: PricePath, settings: Settings): PlannedFill[] {
  const walk = new Walk(book, settings);
  walk.open(path[0]);
  for (let k = 1; k < path.length && walk.hasOrders; k++) walk.move(path[k]!);
  return walk.fills;
}

class Walk {
  readonly fills: PlannedFill[] = [];
  #active: WorkingOrder[];
  #position: number;
  #price = 0;
  readonly #book: LaneBook;
  readonly #settings: Settings;

  constructor(book: LaneBook, settings: Settings) {
    this.#book = book;
    this.#settings = settings;
    this.#position = book.position;
    this.#active = book.orders.filter((order) => order.activeFrom <= book.bar);
  }

  get hasOrders(): boolean {
    return this.#active.length > 0;
  }

  /** Market orders fill at the open, and so does whatever the open has gapped through. */
  open(price: number): void {
    this.#price = price;
    const close = this.#settings.execution.fill === "next-close";
    for (const order of [...this.#active]) {
      if (!this.#active.includes(order)) continue;
      const { type, stopPrice, limitPrice } = order.record;
      const sign = signOf(order);
      if (type === "market") {
        if (!close) this.#fill(order, this.#slipped(price, sign));
      } else if (type === "stop") {
        if (sign * (price - stopPrice!) >= 0) this.#fill(order, this.#slipped(price, sign));
      } else if (sign * (limitPrice! - price) > 0) this.#fill(order, price);
    }
  }

  /** Moves the price in a straight line, filling what it reaches in the order in which it is reached. */
  move(target: number): void {
    for (;;) {
      let best: WorkingOrder | null = null;
      let bestAt = 0;
      for (const order of this.#active) {
        const at = this.#reachedAt(order, target);
        if (at === null) continue;
        if (best === null || Math.abs(at - this.#price) < Math.abs(bestAt - this.#price)) {
          best = order;
          bestAt = at;
        }
      }
      if (best === null) break;
      this.#price = bestAt;
      const { record } = best;
      this.#fill(best, record.type === "limit" ? record.limitPrice! : this.#slipped(bestAt, signOf(best)));
    }
    this.#price = target;
  }

  /** Returns the price at which a move to `target` triggers an order, or null. */
  #reachedAt(order: WorkingOrder, target: number): number | null {
    const { type, stopPrice, limitPrice } = order.record;
    if (type === "market") return null;
    const sign = signOf(order);
    // a buy stop and a sell limit wait above, a sell stop and a buy limit below
    const up = type === "stop" ? sign : -sign;
    const penetration =
      type === "limit" ? this.#settings.execution.limitPenetrationTicks * this.#book.instrument.tickSize : 0;
    const trigger = type === "stop" ? stopPrice! : limitPrice! + up * penetration;
    if (up * (this.#price - trigger) >= 0) return this.#price;
    return up * (target - trigger) >= -1e-12 * Math.abs(trigger) ? trigger : null;
  }

  #slipped(price: number, sign: 1 | -1): number {
    return slip(this.#settings.slippage, price, sign, this.#book.instrument.tickSize);
  }

  #fill(order: WorkingOrder, price: number): void {
    const sign = signOf(order);
    let quantity = this.#book.quantityAt(order, price);
    if (order.reduceOnly) quantity = this.#position * sign < 0 ? Math.min(quantity, Math.abs(this.#position)) : 0;
    this.#active = this.#active.filter((other) => other !== order);
    if (quantity === 0 && order.reduceOnly) return;
    this.#position += sign * quantity;
    const activates = quantity > 0 ? this.#book.protect(order, price, quantity) : [];
    this.fills.push({ order, price, quantity, activates });
    const isFlat = this.#position === 0;
    this.#active = this.#active.filter((other) => {
      const isPeer = order.protective && other.record.group === order.record.group;
      return !isPeer && !(isFlat && (other.protective || other.reduceOnly));
    });
    this.#active.push(...activates);
  }
}
