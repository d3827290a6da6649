import type { BarPlan, BarValues, LaneBook, Venue } from "../engine/ports.ts";
import { signOf, type WorkingOrder } from "../engine/working-order.ts";
import type { Settings } from "../graph/settings.ts";
import { commission } from "./costs/commission.ts";
import { dependsOnPath } from "./match/depends-on-path.ts";
import { finerParts } from "./match/finer-parts.ts";
import { PlainMarket } from "./match/plain-market.ts";
import { highFirst, lowFirst } from "./match/price-path.ts";
import { sameFills } from "./match/same-fills.ts";
import { Walk } from "./match/walk.ts";

const NOTHING: BarPlan = { events: [], ambiguous: false };

export type VenueOptions = {
  /** Takes the other path wherever the path within the bar matters: the far end of the ambiguity band. */
  readonly oppositePath?: boolean;
};

/** Returns the venue of backtests and paper runs: it fills orders from bars by the published rules. */
export function simulatedVenue(settings: Settings, options: VenueOptions = {}): Venue {
  const { oppositePath = false } = options;
  // plans are carried out before the next one is made, so that every bar may use the same two
  const ways = {
    settings,
    oppositePath,
    plain: new PlainMarket(settings),
    up: new Walk(settings),
    down: new Walk(settings),
  };
  return {
    planBar: (book, bar) => planBar(book, bar, ways),
    planClose: (book, bar) => planClose(book, bar, ways.up),
    fee: (task) => commission(settings.costs, task),
  };
}

type Ways = {
  readonly settings: Settings;
  readonly oppositePath: boolean;
  readonly plain: PlainMarket;
  /** One for each path through a bar. */
  readonly up: Walk;
  readonly down: Walk;
};

function planBar(book: LaneBook, bar: BarValues, { settings, oppositePath, plain, up, down }: Ways): BarPlan {
  const plan = plain.plan(book, bar);
  if (plan !== null) return plan;
  const isMagnified = settings.execution.intrabar === "magnifier";
  const parts = isMagnified && book.finer !== null ? finerParts(book.finer, bar, book.instrument.tickSize) : null;
  const detail = isMagnified ? ({ detail: parts === null ? "coarse" : "finer" } as const) : undefined;
  up.begin(book, bar);
  if (parts === null && !dependsOnPath(book, bar)) {
    up.follow(takesLowFirst(bar, settings) ? lowFirst(bar) : highFirst(bar));
    return { events: up.events, ambiguous: false, ...detail };
  }
  if (parts === null) up.follow(highFirst(bar));
  else up.followParts(parts, highFirst);
  if (parts === null && !up.reaches) return { events: up.events, ambiguous: false, ...detail };
  down.begin(book, bar);
  if (parts === null) down.follow(lowFirst(bar));
  else down.followParts(parts, lowFirst);
  const ambiguous = !sameFills(up.events, down.events);
  // where finer bars leave the path open, and where there are none, whatever hurts first
  const isPessimistic = isMagnified || settings.execution.intrabar === "pessimistic";
  const takesLow = isPessimistic
    ? ambiguous && isWorse(outcome(book, bar, down, settings), outcome(book, bar, up, settings))
    : takesLowFirst(bar, settings);
  return { events: (takesLow === oppositePath ? up : down).events, ambiguous, ...detail };
}

/** Returns the path of a policy that does not look at the orders; the pessimistic one decides by the outcome instead. */
function takesLowFirst({ open, high, low }: BarValues, { execution }: Settings): boolean {
  return execution.intrabar === "olhc" || (execution.intrabar === "nearest-extreme" && open - low < high - open);
}

/** Sums of the same fills in another order may differ by rounding, which decides nothing. */
function isWorse(money: number, than: number): boolean {
  return money < than - 1e-9 * Math.max(1, Math.abs(than));
}

/** Returns what the fills of a path are worth at the bar's close, fees taken off; only differences matter. */
function outcome(book: LaneBook, bar: BarValues, { events }: Walk, settings: Settings): number {
  const { multiplier } = book;
  let money = 0;
  for (const event of events) {
    if (event.kind !== "fill") continue;
    const { order, price, quantity, maker } = event;
    money += signOf(order) * quantity * (bar.close - price) * multiplier;
    const fresh = { time: book.time, paid: 0, filled: 0, filledValue: 0 };
    money -= commission(settings.costs, { price, quantity, multiplier, maker, ...fresh });
  }
  return money;
}

/** Orders sent at this close fill at this close; flagged as optimistic in the assumptions. */
function planClose(book: LaneBook, bar: BarValues, walk: Walk): BarPlan {
  const isDue = (order: WorkingOrder): boolean =>
    order.record.type === "market" && order.bornTime === null && order.activeFrom <= book.bar;
  if (!book.orders.some(isDue)) return NOTHING;
  walk.begin(book, bar).fillAtClose(isDue);
  return { events: walk.events, ambiguous: false };
}
