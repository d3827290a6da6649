import { CANDLE_SIZES, type CandleSize } from "./candle-sizes.ts";

/** A pattern: 100 for bullish, -100 for bearish, 0 for none; stronger or weaker forms give other sizes. */
export type CandlePattern = {
  readonly id: string;
  readonly title: string;
  /** TA-Lib's name of it. */
  readonly talib: string;
  readonly lookback: number;
  /** The means that it compares with: which size, and of the bars before which bar. */
  readonly means: readonly (readonly [size: CandleSize, ago: number])[];
  /** Bars before the lookback from which on it already watches, for patterns with a memory. */
  readonly watches?: number;
  /** `memory` holds four numbers from bar to bar. */
  readonly signal: (bars: CandleView, memory: Float64Array) => number;
};

const DEPTH = 16;
const MEMORY = 4;
const FIELDS = 4;

export function candleCells(pattern: CandlePattern): number {
  return 1 + MEMORY + pattern.means.length + DEPTH * FIELDS;
}

/** The last sixteen bars and the running means that a pattern needs, all in one stretch of cells. */
export class CandleView {
  readonly #cells: Float64Array;
  readonly #pattern: CandlePattern;
  readonly #memory: Float64Array;
  readonly #totals: Float64Array;
  readonly #bars: Float64Array;
  readonly #ranks = new Map<CandleSize, number[]>();
  /** Share of the first body that the last bar of a star or cloud must reach. */
  readonly penetration: number;
  #count = 0;

  constructor(pattern: CandlePattern, cells: Float64Array, penetration: number) {
    this.#pattern = pattern;
    this.#cells = cells;
    this.penetration = penetration;
    this.#memory = cells.subarray(1, 1 + MEMORY);
    this.#totals = cells.subarray(1 + MEMORY, 1 + MEMORY + pattern.means.length);
    this.#bars = cells.subarray(1 + MEMORY + pattern.means.length);
    pattern.means.forEach(([size, ago], rank) => {
      const ranks = this.#ranks.get(size) ?? [];
      ranks[ago] = rank;
      this.#ranks.set(size, ranks);
    });
  }

  /** Adds a bar and returns the signal, unknown while it warms up. */
  push(open: number, high: number, low: number, close: number): number {
    const { lookback, watches = 0, signal } = this.#pattern;
    const count = this.#cells[0]!;
    this.#count = count;
    const at = (count % DEPTH) * FIELDS;
    this.#bars[at] = open;
    this.#bars[at + 1] = high;
    this.#bars[at + 2] = low;
    this.#bars[at + 3] = close;
    const first = lookback - watches;
    const found = count >= first ? signal(this, this.#memory) : 0;
    this.#updateTotals(count, first);
    this.#cells[0] = count + 1;
    return count < lookback ? Number.NaN : found;
  }

  /** Each total holds the sizes of the bars before its bar, added up in TA-Lib's order. */
  #updateTotals(count: number, first: number): void {
    const { means } = this.#pattern;
    for (let rank = 0; rank < means.length; rank++) {
      const [size, ago] = means[rank]!;
      const { period } = CANDLE_SIZES[size];
      if (period === 0) continue;
      const start = first - ago - period;
      if (count - ago < start) continue;
      const gained = this.#size(size, ago);
      const isFull = count - ago - period >= start;
      this.#totals[rank]! += isFull ? gained - this.#size(size, ago + period) : gained;
    }
  }

  #size(size: CandleSize, ago: number): number {
    const { of } = CANDLE_SIZES[size];
    if (of === "body") return this.body(ago);
    return of === "range" ? this.range(ago) : this.upper(ago) + this.lower(ago);
  }

  #at(ago: number, field: number): number {
    return this.#bars[((this.#count - ago) % DEPTH) * FIELDS + field]!;
  }

  open(ago: number): number {
    return this.#at(ago, 0);
  }
  high(ago: number): number {
    return this.#at(ago, 1);
  }
  low(ago: number): number {
    return this.#at(ago, 2);
  }
  close(ago: number): number {
    return this.#at(ago, 3);
  }
  /** 1 for a bar that closes at or above its open, -1 for one that closes below. */
  color(ago: number): 1 | -1 {
    return this.close(ago) >= this.open(ago) ? 1 : -1;
  }
  body(ago: number): number {
    return Math.abs(this.close(ago) - this.open(ago));
  }
  range(ago: number): number {
    return this.high(ago) - this.low(ago);
  }
  upper(ago: number): number {
    return this.high(ago) - Math.max(this.open(ago), this.close(ago));
  }
  lower(ago: number): number {
    return Math.min(this.open(ago), this.close(ago)) - this.low(ago);
  }
  bodyGapUp(later: number, earlier: number): boolean {
    return Math.min(this.open(later), this.close(later)) > Math.max(this.open(earlier), this.close(earlier));
  }
  bodyGapDown(later: number, earlier: number): boolean {
    return Math.max(this.open(later), this.close(later)) < Math.min(this.open(earlier), this.close(earlier));
  }
  gapUp(later: number, earlier: number): boolean {
    return this.low(later) > this.high(earlier);
  }
  gapDown(later: number, earlier: number): boolean {
    return this.high(later) < this.low(earlier);
  }

  /** The border of a size, from the bars before the bar `ago` bars back. */
  mean(size: CandleSize, ago: number): number {
    const { period, factor, of } = CANDLE_SIZES[size];
    const rank = this.#ranks.get(size)?.[ago];
    const base = period === 0 || rank === undefined ? this.#size(size, ago) : this.#totals[rank]! / period;
    return (factor * base) / (of === "shadows" ? 2 : 1);
  }
}
