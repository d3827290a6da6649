import type { BarPlan, BarValues, LaneBook } from "../../engine/ports.ts";
import { signOf } from "../../engine/working-order.ts";
import type { Settings } from "../../graph/settings.ts";
import { slip } from "../slippage/slip.ts";
import { isPaid } from "./paid-units.ts";

/** Plans a single market order at the open, the one case that most backtests consist of; null where the walk has more to decide. */
export function planPlainMarket(book: LaneBook, bar: BarValues, settings: Settings): BarPlan | null {
  if (book.orders.length !== 1) return null;
  const order = book.orders[0]!;
  const { execution, slippage } = settings;
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
  const terms = { book, costs: settings.costs };
  if (buysWithCash && !isPaid({ order, price, quantity, maker: false }, book.cash, terms)) return null;
  return { events: [{ kind: "fill", order, price, quantity, left: 0, maker: false }], ambiguous: false };
}
