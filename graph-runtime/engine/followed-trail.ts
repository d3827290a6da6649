import { firstTouch, nearAbove, nearBelow } from "./first-touch.ts";
import { movedStop } from "./moved-stop.ts";
import { signOf, type WorkingOrder } from "./working-order.ts";

type TrailTask = {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly from: number;
  readonly to: number;
  /** Prices at which an order of the lane acts, which ends the stretch. */
  readonly above: number;
  readonly below: number;
  readonly tickSize: number;
};

/** A stop that moves with the price, followed along bars on which nothing acts; it remembers the last stretch. */
export class FollowedTrail {
  /** The first bar on which something acts, the stop's own level included. */
  end = 0;
  /** Where the stop stands before that bar. */
  stop = 0;
  #order: WorkingOrder | null = null;
  #from = 0;

  /** Tells whether the last stretch was this one; the order has not changed since. */
  isAbout(order: WorkingOrder, from: number, end: number): boolean {
    return this.#order === order && this.#from === from && this.end === end;
  }

  follow(order: WorkingOrder, task: TrailTask): this {
    const { high, low, from, to, tickSize } = task;
    const sign = signOf(order);
    let { above, below } = task;
    let stop = order.record.stopPrice!;
    let reach = extremeThatMoves(order, stop);
    let i = from;
    for (;;) {
      const levels =
        sign < 0
          ? { from: i, to, above: Math.min(above, reach), below }
          : { from: i, to, above, below: Math.max(below, reach) };
      i = firstTouch(high, low, levels);
      if (i === to || high[i]! >= above || low[i]! <= below) break;
      const moved = movedStop(order, stop, sign < 0 ? high[i]! : low[i]!, tickSize);
      i++;
      if (sign * (moved - stop) >= 0) continue;
      stop = moved;
      reach = extremeThatMoves(order, stop);
      if (sign < 0) below = Math.max(below, nearAbove(stop));
      else above = Math.min(above, nearBelow(stop));
    }
    this.#order = order;
    this.#from = from;
    this.end = i;
    this.stop = stop;
    return this;
  }
}

/** Slack that makes up for rounding: what is looked at more closely need not move the stop. */
const SLACK = 1e-9;

/** Returns a price which the extremes of bars must reach to move a stop; any price may where that is not plain. */
function extremeThatMoves(order: WorkingOrder, stop: number): number {
  const { trail, moves } = order;
  const sign = signOf(order);
  const any = sign * Number.POSITIVE_INFINITY;
  if (trail === null || trail.from !== null || moves.length > 0) return any;
  if (trail.unit === "price") return stop - sign * trail.distance + sign * SLACK * Math.abs(stop);
  const share = 1 + (sign * trail.distance) / 100;
  return share > 0 ? (stop / share) * (1 + sign * SLACK) : any;
}
