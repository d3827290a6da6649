import type { BarPlan, BarValues, LaneBook, VenueEvent } from "../../engine/ports.ts";
import { signOf, type WorkingOrder } from "../../engine/working-order.ts";
import type { Settings } from "../../graph/settings.ts";
import { slip } from "../slippage/slip.ts";
import { isPaid } from "./paid-units.ts";

type Fill = Extract<VenueEvent, { kind: "fill" }>;
type MutableFill = { -readonly [K in keyof Fill]: Fill[K] };

/** Plans a single market order at the open, the one case that most backtests consist of. A plan lasts until the next one is made. */
export class PlainMarket {
  readonly #settings: Settings;
  #fill: MutableFill | null = null;
  #plan: BarPlan | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Returns null where the walk has more to decide. */
  plan(book: LaneBook, bar: BarValues): BarPlan | null {
    if (book.orders.length !== 1) return null;
    const order = book.orders[0]!;
    const { execution, slippage, costs } = this.#settings;
    const isPlain =
      order.record.type === "market" &&
      order.timeInForce === "gtc" &&
      order.activeFrom <= book.bar &&
      order.attachments.length === 0 &&
      execution.fill === "next-open" &&
      execution.participationPercent === undefined &&
      slippage.model !== "volume-share";
    if (!isPlain) return null;
    const sign = signOf(order);
    const price = slip(slippage, { price: bar.open, sign, share: 0, tickSize: book.instrument.tickSize });
    let quantity = order.sizeAtFill === null ? order.record.quantity : book.quantityAt(order, price);
    if (order.reduceOnly) {
      if (book.position * sign >= 0) return null;
      quantity = Math.min(quantity, Math.abs(book.position));
    }
    if (!(quantity > 0) || order.record.filledQuantity > 0) return null;
    // what the cash does not pay for is the walk's to judge
    const buysWithCash = book.cash !== Number.POSITIVE_INFINITY && sign > 0 && !order.reduceOnly;
    const terms = { book, costs };
    if (buysWithCash && !isPaid({ order, price, quantity, maker: false }, book.cash, terms)) return null;
    return this.#filled(order, price, quantity);
  }

  #filled(order: WorkingOrder, price: number, quantity: number): BarPlan {
    const fill = this.#fill;
    if (fill === null || this.#plan === null) {
      this.#fill = { kind: "fill", order, price, quantity, left: 0, maker: false };
      this.#plan = { events: [this.#fill], ambiguous: false };
      return this.#plan;
    }
    fill.order = order;
    fill.price = price;
    fill.quantity = quantity;
    return this.#plan;
  }
}
