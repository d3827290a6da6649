import type { BarPlan, BarValues, LaneBook, PlannedFill, Venue } from "../engine/ports.ts";
import { signOf } from "../engine/working-order.ts";
import type { Settings } from "../graph/settings.ts";
import { commission } from "./costs/commission.ts";
import { slip } from "./slippage/slip.ts";
import { type PricePath, walkPath } from "./walk-path.ts";

const NOTHING: BarPlan = { fills: [], ambiguous: false };

/** Returns the venue of backtests and paper runs: it fills orders from bars by the published rules. */
export function simulatedVenue(settings: Settings): Venue {
  return {
    planBar: (book, bar) => planBar(book, bar, settings),
    planClose: (book, bar) => planClose(book, bar, settings),
    fee: (task) => commission(settings.costs, task),
  };
}

function planBar(book: LaneBook, bar: BarValues, settings: Settings): BarPlan {
  const { open, high, low, close } = bar;
  if (settings.execution.fill === "next-close" && book.orders.some((order) => order.record.type === "market"))
    return planNextClose(book, bar, settings);
  const highFirst: PricePath = [open, high, low, close];
  if (!dependsOnPath(book, bar)) return { fills: walkPath(book, highFirst, settings), ambiguous: false };
  const lowFirst: PricePath = [open, low, high, close];
  const up = walkPath(book, highFirst, settings);
  const down = walkPath(book, lowFirst, settings);
  const ambiguous = !sameFills(up, down);
  return { fills: ambiguous && takesLow(book, bar, up, down, settings) ? down : up, ambiguous };
}

/** One order alone, with nothing attached, fills the same way on every path. */
function dependsOnPath(book: LaneBook, bar: BarValues): boolean {
  let reachable = 0;
  for (const order of book.orders) {
    if (order.activeFrom > book.bar) continue;
    if (order.attachments.length > 0) return true;
    const level = order.record.limitPrice ?? order.record.stopPrice;
    if (level !== null && level >= bar.low && level <= bar.high) reachable++;
  }
  return reachable > 1;
}

function sameFills(a: readonly PlannedFill[], b: readonly PlannedFill[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((fill, index) => {
    const other = b[index]!;
    return (
      fill.price === other.price &&
      fill.quantity === other.quantity &&
      fill.order.record.side === other.order.record.side
    );
  });
}

/** Chooses between the two paths by the policy; true takes the one that visits the low first. */
function takesLow(
  book: LaneBook,
  bar: BarValues,
  up: readonly PlannedFill[],
  down: readonly PlannedFill[],
  settings: Settings,
): boolean {
  switch (settings.execution.intrabar) {
    case "ohlc":
      return false;
    case "olhc":
      return true;
    case "nearest-extreme":
      return bar.open - bar.low < bar.high - bar.open;
    default:
      return outcome(book, bar, down, settings) < outcome(book, bar, up, settings);
  }
}

/** Returns what the fills are worth at the bar's close, fees taken off; only differences matter. */
function outcome(book: LaneBook, bar: BarValues, fills: readonly PlannedFill[], settings: Settings): number {
  const { multiplier } = book.instrument;
  let money = 0;
  for (const { order, price, quantity } of fills) {
    money += signOf(order) * quantity * (bar.close - price) * multiplier;
    money -= commission(settings.costs, { price, quantity, multiplier, paid: 0, filled: 0 });
  }
  return money;
}

/** Orders sent at this close fill at this close; flagged as optimistic in the assumptions. */
function planClose(book: LaneBook, bar: BarValues, settings: Settings): BarPlan {
  const due = book.orders.filter((order) => order.record.type === "market" && order.activeFrom <= book.bar);
  if (due.length === 0) return NOTHING;
  return { fills: fillAll({ ...book, orders: due }, bar.close, settings), ambiguous: false };
}

/** Other orders first along the path, then market orders at the close. */
function planNextClose(book: LaneBook, bar: BarValues, settings: Settings): BarPlan {
  const others = book.orders.filter((order) => order.record.type !== "market");
  const before = planBar({ ...book, orders: others }, bar, settings);
  const position = before.fills.reduce((sum, { order, quantity }) => sum + signOf(order) * quantity, book.position);
  const due = book.orders.filter((order) => order.record.type === "market" && order.activeFrom <= book.bar);
  return {
    fills: [...before.fills, ...fillAll({ ...book, orders: due, position }, bar.close, settings)],
    ambiguous: before.ambiguous,
  };
}

function fillAll(book: LaneBook, price: number, settings: Settings): PlannedFill[] {
  const fills: PlannedFill[] = [];
  let position = book.position;
  for (const order of book.orders) {
    const sign = signOf(order);
    const slipped = slip(settings.slippage, price, sign, book.instrument.tickSize);
    let quantity = book.quantityAt(order, slipped);
    if (order.reduceOnly) quantity = position * sign < 0 ? Math.min(quantity, Math.abs(position)) : 0;
    if (quantity === 0 && order.reduceOnly) continue;
    position += sign * quantity;
    fills.push({
      order,
      price: slipped,
      quantity,
      activates: quantity > 0 ? book.protect(order, slipped, quantity) : [],
    });
  }
  return fills;
}
