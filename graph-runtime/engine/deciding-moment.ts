import type { MarketSlots } from "../nodes/define-node.ts";
import type { DeskMoment } from "./order-desk.ts";

/** The moment at which a lane's nodes decide: one object for all of a run, since nobody keeps it. */
export class DecidingMoment implements DeskMoment {
  lane = 0;
  bar = 0;
  time = 0;
  sequence = 0;
  close = 0;
  equity = 0;

  /** Returns itself, set to the close of a lane's bar. */
  of(lane: number, market: MarketSlots, at: number): this {
    this.lane = lane;
    this.time = market.time[at]!;
    this.close = market.close[at]!;
    return this;
  }
}
