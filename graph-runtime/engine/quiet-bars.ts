import type { Instrument } from "../market/instrument.ts";
import type { MarketSlots } from "../nodes/define-node.ts";
import { firstTouch, nearAbove, nearBelow } from "./first-touch.ts";
import { FollowedTrail } from "./followed-trail.ts";
import type { Lane } from "./lane.ts";
import { isMobile } from "./moved-stop.ts";
import { directionOfTouch, isMarketNow, restsAtLimit } from "./order-levels.ts";
import type { RunLog } from "./run-log.ts";
import { moveStop, type WorkingOrder } from "./working-order.ts";

/** Looks for bars on which none of a run's orders can act. */
export class QuietBars {
  readonly #working: readonly (readonly WorkingOrder[])[];
  readonly #lanes: readonly Lane[];
  readonly #instruments: readonly Instrument[];
  /** Lanes whose bars are walked along finer ones: none of their bars is passed over while an order works. */
  readonly #isFine: readonly boolean[];
  /** Bars that were found quiet are mostly those along which the stop then moves, so that they are followed once. */
  readonly #followed = new FollowedTrail();

  constructor(setup: QuietSetup) {
    this.#working = setup.working;
    this.#lanes = setup.lanes;
    this.#instruments = setup.instruments;
    this.#isFine = setup.isFine;
  }

  /** Returns the first bar from `from` up to `to` on which an order of any lane can act; `base` is the run's index of the block's first bar. */
  end(from: number, to: number, base: number): number {
    let end = to;
    for (let lane = 0; lane < this.#lanes.length && end > from; lane++)
      if (this.#working[lane]!.length > 0) end = this.#laneEnd(lane, from, end, base);
    return end;
  }

  /** Moves the trailing stops of all lanes along bars on which nothing acted. */
  moveTrails(from: number, to: number, log: RunLog): void {
    for (let lane = 0; lane < this.#lanes.length; lane++)
      if (this.#working[lane]!.length > 0) this.#moveTrail(lane, from, to, log);
  }

  /** Takes a lane past one bar if none of its orders can act in it; returns whether that is so. */
  pass(lane: number, at: number, base: number, log: RunLog): boolean {
    // most bars that are looked at one by one have a market order
    if (this.#working[lane]![0]!.record.type === "market" || this.#laneEnd(lane, at, at + 1, base) === at) return false;
    this.#moveTrail(lane, at, at + 1, log);
    return true;
  }

  #laneEnd(lane: number, from: number, to: number, base: number): number {
    if (this.#isFine[lane]!) return from;
    const orders = this.#working[lane]!;
    const { bars, first } = this.#lanes[lane]!;
    const { tickSize } = this.#instruments[lane]!;
    const followed = this.#followed;
    const task = { orders, bars, from: first + from, to: first + to, base: base - first, tickSize, followed };
    return untouchedUntil(task) - first;
  }

  #moveTrail(lane: number, from: number, to: number, log: RunLog): void {
    const orders = this.#working[lane]!;
    const { bars, first } = this.#lanes[lane]!;
    const { tickSize } = this.#instruments[lane]!;
    const task = { orders, bars, from: first + from, to: first + to, tickSize, followed: this.#followed };
    const moved = moveTrail(task);
    if (moved !== null) log.update(moved.record);
  }
}

const UNTOUCHED = { above: Number.POSITIVE_INFINITY, below: Number.NEGATIVE_INFINITY } as const;

type QuietSetup = {
  readonly working: readonly (readonly WorkingOrder[])[];
  readonly lanes: readonly Lane[];
  readonly instruments: readonly Instrument[];
  readonly isFine: readonly boolean[];
};

type QuietTask = {
  readonly orders: readonly WorkingOrder[];
  readonly bars: MarketSlots;
  readonly from: number;
  readonly to: number;
  /** What makes the run's index of a bar of its place among the lane's bars. */
  readonly base: number;
  readonly tickSize: number;
  readonly followed: FollowedTrail;
};

/** Returns the first bar on which one of a lane's working orders can act. Changes nothing: another lane may act before. */
function untouchedUntil({ orders, bars, from, to, base, tickSize, followed }: QuietTask): number {
  let above = Number.POSITIVE_INFINITY;
  let below = Number.NEGATIVE_INFINITY;
  let trailing: WorkingOrder | null = null;
  for (const order of orders) {
    // anything with a clock of its own, or that takes the next price, is looked at bar by bar
    if (order.timeInForce !== "gtc" || isMarketNow(order, order.triggered) || order.activeFrom > base + from)
      return from;
    const { limitPrice, stopPrice } = order.record;
    const level = (restsAtLimit(order, order.triggered) ? limitPrice : stopPrice)!;
    if (directionOfTouch(order, order.triggered) > 0) above = Math.min(above, nearBelow(level));
    else below = Math.max(below, nearAbove(level));
    if (isMobile(order)) {
      if (trailing !== null) return from;
      trailing = order;
    }
  }
  const { high, low } = bars;
  if (trailing === null) return firstTouch(high, low, { from, to, above, below });
  return followed.follow(trailing, { high, low, from, to, above, below, tickSize }).end;
}

/** Moves a lane's trailing stop along bars on which nothing acted; returns the order if it moved, else null. */
function moveTrail({ orders, bars, from, to, tickSize, followed }: Omit<QuietTask, "base">): WorkingOrder | null {
  const order = mobileOne(orders);
  if (order === null) return null;
  const { high, low } = bars;
  if (!followed.isAbout(order, from, to)) followed.follow(order, { high, low, from, to, tickSize, ...UNTOUCHED });
  if (followed.stop === order.record.stopPrice) return null;
  moveStop(order, followed.stop);
  return order;
}

function mobileOne(orders: readonly WorkingOrder[]): WorkingOrder | null {
  for (const order of orders) if (isMobile(order)) return order;
  return null;
}
