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
    const { record, trail } = order;
    const isPlain = trail !== null && trail.from === null && order.moves.length === 0;
    let { above, below } = task;
    const extremes = sign < 0 ? high : low;
    let stop = record.stopPrice!;
    let i = from;
    for (; i < to; i++) {
      if (high[i]! >= above || low[i]! <= below) break;
      const extreme = extremes[i]!;
      if (Number.isNaN(extreme)) continue;
      if (isPlain) {
        const points = trail.unit === "percent" ? (extreme * trail.distance) / 100 : trail.distance;
        // a cheap test first: most bars do not move the stop
        if (sign * (extreme + sign * points - stop) >= 0) continue;
      }
      const moved = movedStop(order, stop, extreme, tickSize);
      if (sign * (moved - stop) >= 0) continue;
      stop = moved;
      if (sign < 0) below = Math.max(below, stop);
      else above = Math.min(above, stop);
    }
    this.#order = order;
    this.#from = from;
    this.end = i;
    this.stop = stop;
    return this;
  }
}
