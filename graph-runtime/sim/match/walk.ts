import { roundToLot, snapToLot } from "../../core/rounding.ts";
import { isMobile, movedStop } from "../../engine/moved-stop.ts";
import { directionOfTouch, isMarketNow, restsAtLimit } from "../../engine/order-levels.ts";
import type { BarValues, LaneBook, VenueEvent } from "../../engine/ports.ts";
import { signOf, type WorkingOrder } from "../../engine/working-order.ts";
import type { Settings } from "../../graph/settings.ts";
import { slip } from "../slippage/slip.ts";
import { type FillTask, feeBefore, isPaid, paidUnits, unpaidReason } from "./paid-units.ts";
import type { PricePath } from "./price-path.ts";

/** One order on its way through the bar. The order itself is never changed here. */
type Item = {
  order: WorkingOrder;
  sign: 1 | -1;
  /** Units still to fill; null while the size is worked out at the fill. */
  left: number | null;
  triggered: boolean;
  /** Trigger price; a trailing stop moves it between finer bars. */
  stop: number | null;
  /** Acts no more in this bar, but stays among the working orders. */
  rests: boolean;
  isGone: boolean;
  /** Highest (to sell) or lowest (to buy) price since a trailing stop became live within the bar. */
  extreme: number | null;
};

/** A fill that would happen, at a price before slippage. */
type Asked = { readonly quantity: number; readonly price: number; readonly slips: boolean; readonly maker: boolean };

/** Relative slack of a touch, for levels that went through decimal fractions. */
const TOUCH = 1e-12;

/** Follows one path through a bar and reports what happens, in order. Used for bar after bar; each begins with `begin`. */
export class Walk {
  events: VenueEvent[] = [];
  /** Something acted on the way from the open to the close; where nothing did, no other path through the bar reaches anything either. */
  reaches = false;
  #book!: LaneBook;
  #bar!: BarValues;
  readonly #settings: Settings;
  /** The orders of the bar are the first `count` of them; the rest are kept for bars with more. */
  readonly #items: Item[] = [];
  #count = 0;
  #penetration = 0;
  #position = 0;
  #price = 0;
  /** Money that entries may still spend. */
  #cash = Number.POSITIVE_INFINITY;
  /** Units that the bar may still give. */
  #liquidity = Number.POSITIVE_INFINITY;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  begin(book: LaneBook, bar: BarValues): this {
    const { limitPenetrationTicks, participationPercent: cap } = this.#settings.execution;
    const { tickSize, lotSize } = book.instrument;
    this.events = [];
    this.#book = book;
    this.#bar = bar;
    this.#count = 0;
    this.reaches = false;
    this.#position = book.position;
    this.#cash = book.cash;
    this.#penetration = limitPenetrationTicks * tickSize;
    this.#liquidity = cap === undefined ? Number.POSITIVE_INFINITY : roundToLot((bar.volume * cap) / 100, lotSize);
    for (const order of book.orders) this.#add(order, order.activeFrom > book.bar);
    return this;
  }

  /** Goes along the whole path: open, extremes, close, then what is due at the close. */
  follow(path: PricePath): void {
    this.#open(path[0]);
    for (let k = 1; k < path.length; k++) this.#move(path[k]!);
    this.#close();
    this.#trail(this.#bar);
  }

  /** Goes along finer bars one after the other; a gap between two of them is one for every order that works by then. */
  followParts(parts: readonly BarValues[], pathOf: (part: BarValues) => PricePath): void {
    parts.forEach((part, index) => {
      const path = pathOf(part);
      if (index === 0) this.#open(path[0]);
      else this.#gap(path[0]);
      for (let k = 1; k < path.length; k++) this.#move(path[k]!);
      if (index === parts.length - 1) this.#close();
      this.#trail(part);
      for (let k = 0; k < this.#count; k++) this.#items[k]!.extreme = null;
    });
  }

  #gap(price: number): void {
    this.#visit(price);
    // what goes live on the way is not due here
    for (let k = 0, count = this.#count; k < count; k++) {
      const item = this.#items[k]!;
      const { record, timeInForce } = item.order;
      if (!this.#acts(item) || record.type === "market" || timeInForce === "on-open" || this.#waitsForClose(item))
        continue;
      this.#actAtOpen(item, price, true);
    }
  }

  /** Fills what is due at one price that the bar ends with; everything else only waits. */
  fillAtClose(due: (order: WorkingOrder) => boolean): void {
    this.#price = this.#bar.close;
    for (let k = 0; k < this.#count; k++) if (!due(this.#items[k]!.order)) this.#items[k]!.rests = true;
    // what goes live on the way is not due here
    for (let k = 0, count = this.#count; k < count; k++) {
      const item = this.#items[k]!;
      if (!this.#acts(item)) continue;
      this.#fill(item, this.#price, true, false);
      const { timeInForce } = item.order;
      if (!item.isGone && (timeInForce === "ioc" || timeInForce === "fok")) this.#end(item, "cancel");
    }
    // a protective order that the fill has already passed acts at once
    this.#move(this.#price);
  }

  #add(order: WorkingOrder, rests: boolean): Item {
    const { record } = order;
    const isSized = order.sizeAtFill === null || record.filledQuantity > 0;
    const left = isSized ? snapToLot(record.quantity - record.filledQuantity, this.#book.instrument.lotSize) : null;
    const sign = signOf(order);
    const stop = record.stopPrice;
    const { triggered } = order;
    const item = this.#items[this.#count++];
    if (item === undefined) {
      const fresh = { order, sign, left, triggered, stop, rests, isGone: false, extreme: null };
      this.#items.push(fresh);
      return fresh;
    }
    item.order = order;
    item.sign = sign;
    item.left = left;
    item.triggered = triggered;
    item.stop = stop;
    item.rests = rests;
    item.isGone = false;
    item.extreme = null;
    return item;
  }

  #acts(item: Item): boolean {
    return !item.isGone && !item.rests;
  }

  #waitsForClose({ order }: Item): boolean {
    if (order.timeInForce === "on-close") return true;
    const isPlain = order.record.type === "market" && order.timeInForce !== "on-open";
    return isPlain && this.#settings.execution.fill === "next-close";
  }

  #open(price: number): void {
    this.#price = price;
    // what goes live on the way is not due here
    for (let k = 0, count = this.#count; k < count; k++) {
      const item = this.#items[k]!;
      const { timeInForce } = item.order;
      if (!this.#acts(item) || this.#waitsForClose(item)) continue;
      if (timeInForce === "on-open" && !this.#book.opensSession) continue;
      this.#actAtOpen(item, price, item.order.activeFrom < this.#book.bar);
      if (item.isGone) continue;
      if (timeInForce === "on-open") this.#end(item, "expire");
      if (timeInForce === "ioc" || timeInForce === "fok") this.#end(item, "cancel");
    }
  }

  /** Market orders fill at the open, and so does whatever the open has gapped through. */
  #actAtOpen(item: Item, price: number, isMaker: boolean): void {
    const { order, sign } = item;
    if (isMarketNow(order, item.triggered)) {
      this.#fill(item, price, true, false);
      return;
    }
    if (restsAtLimit(order, item.triggered)) {
      const better = sign * (order.record.limitPrice! - price);
      if (better > 0 || (better === 0 && order.timeInForce === "on-open")) this.#fill(item, price, false, isMaker);
      return;
    }
    if (directionOfTouch(order, false) * (price - item.stop!) >= 0) this.#touch(item, price);
  }

  /** Moves the price in a straight line, letting happen what it reaches, in the order in which it is reached. */
  #move(target: number): void {
    for (;;) {
      let next: Item | null = null;
      let nextAt = 0;
      for (let k = 0; k < this.#count; k++) {
        const item = this.#items[k]!;
        if (!this.#acts(item)) continue;
        const at = this.#reachedAt(item, target);
        if (at === null) continue;
        if (next === null || Math.abs(at - this.#price) < Math.abs(nextAt - this.#price)) {
          next = item;
          nextAt = at;
        }
      }
      if (next === null) break;
      this.reaches = true;
      this.#visit(nextAt);
      if (isMarketNow(next.order, next.triggered)) this.#fill(next, nextAt, true, false);
      else if (restsAtLimit(next.order, next.triggered)) this.#fill(next, next.order.record.limitPrice!, false, true);
      else this.#touch(next, nextAt);
    }
    this.#visit(target);
  }

  #visit(price: number): void {
    this.#price = price;
    for (let k = 0; k < this.#count; k++) {
      const item = this.#items[k]!;
      if (item.extreme === null) continue;
      item.extreme = item.sign < 0 ? Math.max(item.extreme, price) : Math.min(item.extreme, price);
    }
  }

  /** Returns the price at which an order acts on the way to `target`, or null. */
  #reachedAt(item: Item, target: number): number | null {
    const { order, triggered, sign } = item;
    if (order.record.type === "market" || this.#waitsForClose(item) || order.timeInForce === "on-open") return null;
    if (isMarketNow(order, triggered)) return this.#price;
    const up = directionOfTouch(order, triggered);
    const level = restsAtLimit(order, triggered) ? order.record.limitPrice! - sign * this.#penetration : item.stop!;
    if (up * (this.#price - level) >= 0) return this.#price;
    return up * (target - level) >= -TOUCH * Math.abs(level) ? level : null;
  }

  /** A touched trigger makes a market order, or a limit order that fills at once where its limit allows. */
  #touch(item: Item, price: number): void {
    item.triggered = true;
    this.events.push({ kind: "trigger", order: item.order });
    const { limitPrice } = item.order.record;
    if (limitPrice === null || item.sign * (limitPrice - price) >= 0) this.#fill(item, price, true, false);
  }

  /** Session-close orders, and market orders where the policy fills them at the next close. */
  #close(): void {
    // what goes live on the way is not due here
    for (let k = 0, count = this.#count; k < count; k++) {
      const item = this.#items[k]!;
      const { order, sign } = item;
      if (!this.#acts(item) || !this.#waitsForClose(item)) continue;
      if (order.timeInForce === "on-close" && !this.#book.closesSession) continue;
      const { limitPrice } = order.record;
      if (limitPrice === null) this.#fill(item, this.#price, true, false);
      else if (sign * (limitPrice - this.#price) >= 0) this.#fill(item, this.#price, false, false);
      if (item.isGone) continue;
      if (order.timeInForce === "on-close") this.#end(item, "expire");
      if (order.timeInForce === "ioc" || order.timeInForce === "fok") this.#end(item, "cancel");
    }
  }

  /** Trailing stops follow the bar's extremes once everything else in it is settled. */
  #trail({ high, low }: BarValues): void {
    for (let k = 0; k < this.#count; k++) {
      const item = this.#items[k]!;
      const { order } = item;
      if (!isMobile(order) || item.isGone || item.triggered || order.activeFrom > this.#book.bar) continue;
      const extreme = item.extreme ?? (item.sign < 0 ? high : low);
      const stopPrice = movedStop(order, item.stop!, extreme, this.#book.instrument.tickSize);
      if (item.sign * (stopPrice - item.stop!) >= 0) continue;
      item.stop = stopPrice;
      this.events.push({ kind: "trail", order, stopPrice });
    }
  }

  #fill(item: Item, price: number, slips: boolean, maker: boolean): void {
    const { order, sign } = item;
    const { lotSize } = this.#book.instrument;
    const wanted = item.left ?? this.#book.quantityAt(order, slips ? this.#slipped(item, price, 0) : price);
    let quantity = wanted;
    if (order.reduceOnly) {
      quantity = this.#position * sign < 0 ? Math.min(wanted, Math.abs(this.#position)) : 0;
      if (quantity === 0) {
        item.rests = true;
        return;
      }
    }
    if (quantity === 0) {
      this.#end(item, "cancel", "its size rounds to zero at the fill");
      return;
    }
    if (order.timeInForce === "fok" && quantity > this.#liquidity) {
      this.#end(item, "cancel", "the bar does not hold its whole size");
      return;
    }
    quantity = Math.min(quantity, this.#liquidity);
    if (quantity === 0) {
      item.rests = true;
      return;
    }
    const whole = quantity;
    quantity = this.#paidPart(item, { quantity, price, slips, maker });
    if (quantity === 0) return;
    const isCapped = this.#liquidity !== Number.POSITIVE_INFINITY;
    if (isCapped) this.#liquidity = roundToLot(this.#liquidity - quantity, lotSize);
    const paid = slips ? this.#slipped(item, price, this.#shareOf(quantity)) : price;
    if (this.#cash !== Number.POSITIVE_INFINITY) this.#pay({ order, price: paid, quantity, maker }, sign);
    const closes = order.reduceOnly && quantity === Math.abs(this.#position);
    const left = closes ? 0 : snapToLot(wanted - quantity, lotSize);
    const filledBefore = item.left === null ? 0 : order.record.filledQuantity;
    this.#position = snapToLot(this.#position + sign * quantity, lotSize);
    item.left = left;
    if (left === 0) item.isGone = true;
    else item.rests = true;
    this.events.push({ kind: "fill", order, price: paid, quantity, left, maker });
    if (order.link !== null) this.#settlePeers(item, quantity);
    if (order.attachments.length > 0) this.#activate(item, paid, quantity, filledBefore);
    for (let k = 0; k < this.#count; k++) {
      const other = this.#items[k]!;
      const belongs = other.order.reduceOnly && !other.isGone;
      if (belongs && other.sign * this.#position >= 0) this.#end(other, "cancel");
    }
    // what the cash does not pay for now is not asked for again
    if (quantity < whole) this.#end(item, "cancel", "the cash does not pay for more");
  }

  /** Returns the part of a fill that a cash account can pay; an order of which it can pay nothing is over. */
  #paidPart(item: Item, { quantity, price, slips, maker }: Asked): number {
    const cash = this.#cash;
    const { order, sign } = item;
    if (cash === Number.POSITIVE_INFINITY || sign < 0 || order.reduceOnly) return quantity;
    const terms = { book: this.#book, costs: this.#settings.costs };
    const task = { order, price: slips ? this.#slipped(item, price, this.#shareOf(quantity)) : price, quantity, maker };
    if (isPaid(task, cash, terms)) return quantity;
    const part = paidUnits(task, cash, terms);
    if (part === 0) this.#end(item, "cancel", unpaidReason(task, cash, terms));
    return part;
  }

  #pay(fill: FillTask, sign: 1 | -1): void {
    const { price, quantity } = fill;
    this.#cash -= sign * quantity * price * this.#book.multiplier + feeBefore(fill, this.#book, this.#settings.costs);
  }

  /**
   * Linked orders go when one of them has filled; the peers of a protective order shrink with it. A part of a target leaves the
   * other parts alone, and of what a stop leaves the parts keep as much as there is, the nearest first.
   */
  #settlePeers(filled: Item, quantity: number): void {
    const { order } = filled;
    let remaining = filled.left ?? 0;
    for (let k = 0; k < this.#count; k++) {
      const peer = this.#items[k]!;
      if (peer === filled || peer.isGone || peer.order.link !== order.link) continue;
      if (peer.order.isPart && order.isPart) continue;
      if (!order.protective || (filled.left === 0 && !order.isPart)) {
        this.#end(peer, "cancel");
        continue;
      }
      const before = peer.left ?? 0;
      const { lotSize } = this.#book.instrument;
      const after = peer.order.isPart
        ? Math.min(before, remaining)
        : Math.max(0, snapToLot(before - quantity, lotSize));
      if (peer.order.isPart) remaining = snapToLot(remaining - after, lotSize);
      if (after === before) continue;
      if (after === 0) this.#end(peer, "cancel");
      else {
        peer.left = after;
        this.events.push({ kind: "reduce", order: peer.order, by: snapToLot(before - after, lotSize) });
      }
    }
  }

  #activate(entry: Item, price: number, quantity: number, filledBefore: number): void {
    const link = `${entry.order.record.id}/${filledBefore}`;
    for (const order of this.#book.protect(entry.order, price, quantity, link)) {
      this.events.push({ kind: "activate", order });
      this.#add(order, false).extreme = this.#price;
    }
  }

  #end(item: Item, kind: "cancel" | "expire", why: string | null = null): void {
    item.isGone = true;
    this.events.push(kind === "cancel" ? { kind, order: item.order, why } : { kind, order: item.order });
  }

  #slipped(item: Item, price: number, share: number): number {
    const { limitPrice } = item.order.record;
    const worse = slip(this.#settings.slippage, {
      price,
      sign: item.sign,
      share,
      tickSize: this.#book.instrument.tickSize,
    });
    if (limitPrice === null) return worse;
    return item.sign > 0 ? Math.min(worse, limitPrice) : Math.max(worse, limitPrice);
  }

  #shareOf(quantity: number): number {
    // more than the whole volume, or no volume at all, counts as all of it
    return Math.min(1, quantity / this.#bar.volume);
  }
}
