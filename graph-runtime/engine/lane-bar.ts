import type { MarketSlots } from "../nodes/define-node.ts";
import type { BarValues } from "./ports.ts";

/** One bar of a lane's columns, an object that is used again and again. Most orders ask for its open alone, so that nothing else is read. */
export class LaneBar implements BarValues {
  #market: MarketSlots | null = null;
  #at = 0;

  /** Returns itself, set to a bar of a lane. */
  of(market: MarketSlots, at: number): this {
    this.#market = market;
    this.#at = at;
    return this;
  }

  get open(): number {
    return this.#market!.open[this.#at]!;
  }

  get high(): number {
    return this.#market!.high[this.#at]!;
  }

  get low(): number {
    return this.#market!.low[this.#at]!;
  }

  get close(): number {
    return this.#market!.close[this.#at]!;
  }

  get volume(): number {
    return this.#market!.volume[this.#at]!;
  }
}
