import type { MarketSlots } from "../nodes/define-node.ts";
import type { BarValues } from "./ports.ts";

/** One of a lane's bars, an object that is used again and again. Most orders ask for its open alone, so that nothing else is read. */
export class LaneBar implements BarValues {
  #bars: MarketSlots | null = null;
  #at = 0;

  /** Returns itself, set to a bar of a lane. */
  of(bars: MarketSlots, at: number): this {
    this.#bars = bars;
    this.#at = at;
    return this;
  }

  get open(): number {
    return this.#bars!.open[this.#at]!;
  }

  get high(): number {
    return this.#bars!.high[this.#at]!;
  }

  get low(): number {
    return this.#bars!.low[this.#at]!;
  }

  get close(): number {
    return this.#bars!.close[this.#at]!;
  }

  get volume(): number {
    return this.#bars!.volume[this.#at]!;
  }
}
