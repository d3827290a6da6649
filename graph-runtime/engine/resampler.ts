import { bucketStart, type Timeframe, timeframeMilliseconds } from "../market/timeframe.ts";
import type { MarketSlots } from "../nodes/define-node.ts";

/** Places in the cells of the open bar. */
const IS_OPEN = 0;
const BUCKET = 1;
const OPEN = 2;
const HIGH = 3;
const LOW = 4;
const CLOSE = 5;
const VOLUME = 6;

export type ResamplerSetup = {
  readonly timeframe: Timeframe;
  readonly base: Timeframe;
  readonly source: MarketSlots;
  readonly target: MarketSlots;
  readonly closed: Float64Array;
  readonly cells: Float64Array;
};

/** Builds closed bars of a longer timeframe from base bars, block by block; the open bar lives in the program's state. */
export class Resampler {
  readonly #setup: ResamplerSetup;
  readonly #length: number;
  readonly #baseLength: number;

  constructor(setup: ResamplerSetup) {
    this.#setup = setup;
    this.#length = timeframeMilliseconds(setup.timeframe);
    this.#baseLength = timeframeMilliseconds(setup.base);
  }

  /** Takes in the base bars of a block; returns how many longer bars closed in it. The open bar is kept in locals meanwhile. */
  run(count: number): number {
    const { source, closed, cells, timeframe } = this.#setup;
    const { time, open, high, low, close, volume } = source;
    const length = this.#length;
    const baseLength = this.#baseLength;
    let isOpen = cells[IS_OPEN] === 1;
    let start = cells[BUCKET]!;
    let end = start + length;
    let first = cells[OPEN]!;
    let top = cells[HIGH]!;
    let bottom = cells[LOW]!;
    let last = cells[CLOSE]!;
    let sum = cells[VOLUME]!;
    let made = 0;
    for (let i = 0; i < count; i++) {
      const price = close[i]!;
      if (!Number.isNaN(price)) {
        const at = time[i]!;
        if (isOpen && at >= start && at < end) {
          if (high[i]! > top) top = high[i]!;
          if (low[i]! < bottom) bottom = low[i]!;
          sum += volume[i]!;
        } else {
          // the first bar of the next bucket is the first proof that the one before has ended
          if (isOpen) this.#put(made++, start, first, top, bottom, last, sum);
          isOpen = true;
          start = bucketStart(timeframe, at);
          end = start + length;
          first = open[i]!;
          top = high[i]!;
          bottom = low[i]!;
          sum = volume[i]!;
        }
        last = price;
        if (at + baseLength >= end) {
          this.#put(made++, start, first, top, bottom, last, sum);
          isOpen = false;
        }
      }
      closed[i] = made;
    }
    cells[IS_OPEN] = isOpen ? 1 : 0;
    cells[BUCKET] = start;
    cells[OPEN] = first;
    cells[HIGH] = top;
    cells[LOW] = bottom;
    cells[CLOSE] = last;
    cells[VOLUME] = sum;
    return made;
  }

  #put(at: number, time: number, open: number, high: number, low: number, close: number, volume: number): void {
    const { target } = this.#setup;
    target.time[at] = time;
    target.open[at] = open;
    target.high[at] = high;
    target.low[at] = low;
    target.close[at] = close;
    target.volume[at] = volume;
  }
}
