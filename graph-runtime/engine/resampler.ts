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
  #count = 0;

  constructor(setup: ResamplerSetup) {
    this.#setup = setup;
    this.#length = timeframeMilliseconds(setup.timeframe);
    this.#baseLength = timeframeMilliseconds(setup.base);
  }

  /** Takes in the base bars of a block; returns how many longer bars closed in it. */
  run(count: number): number {
    const { source, closed, cells } = this.#setup;
    this.#count = 0;
    for (let i = 0; i < count; i++) {
      const close = source.close[i]!;
      if (!Number.isNaN(close)) this.#take(i, source.time[i]!, close, cells);
      closed[i] = this.#count;
    }
    return this.#count;
  }

  #take(i: number, time: number, close: number, cells: Float64Array): void {
    const { source, timeframe } = this.#setup;
    const isInside = cells[IS_OPEN] === 1 && time >= cells[BUCKET]! && time < cells[BUCKET]! + this.#length;
    if (!isInside) {
      // the first bar of the next bucket is the first proof that the one before has ended
      if (cells[IS_OPEN] === 1) this.#close(cells);
      cells[IS_OPEN] = 1;
      cells[BUCKET] = bucketStart(timeframe, time);
      cells[OPEN] = source.open[i]!;
      cells[HIGH] = source.high[i]!;
      cells[LOW] = source.low[i]!;
      cells[VOLUME] = source.volume[i]!;
    } else {
      cells[HIGH] = Math.max(cells[HIGH]!, source.high[i]!);
      cells[LOW] = Math.min(cells[LOW]!, source.low[i]!);
      cells[VOLUME]! += source.volume[i]!;
    }
    cells[CLOSE] = close;
    if (time + this.#baseLength >= cells[BUCKET]! + this.#length) this.#close(cells);
  }

  #close(cells: Float64Array): void {
    const { target } = this.#setup;
    const at = this.#count++;
    target.time[at] = cells[BUCKET]!;
    target.open[at] = cells[OPEN]!;
    target.high[at] = cells[HIGH]!;
    target.low[at] = cells[LOW]!;
    target.close[at] = cells[CLOSE]!;
    target.volume[at] = cells[VOLUME]!;
    cells[IS_OPEN] = 0;
  }
}
