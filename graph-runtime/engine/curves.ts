import type { CloseRows } from "./close-rows.ts";
import type { HeldSpans } from "./held-spans.ts";
import type { Lane } from "./lane.ts";
import type { Ledger } from "./ledger.ts";

type CurvesSetup = {
  readonly lanes: readonly Lane[];
  readonly closes: CloseRows;
  readonly ledger: Ledger;
  readonly spans: HeldSpans | null;
};

/** Flat stretches up to here are written one by one: filling a column by its method is a call out of the optimised code. */
const SHORT = 32;

/**
 * Writes equity and exposure (net position value over equity) of the bars of a block. Columns of exposure come zeroed, and are
 * left untouched where nothing is held: their memory is then never asked for.
 */
export class Curves {
  readonly #lanes: readonly Lane[];
  readonly #closes: CloseRows;
  readonly #ledger: Ledger;
  readonly #spans: HeldSpans | null;
  #equity: Float64Array = new Float64Array(0);
  #exposure: Float64Array = new Float64Array(0);
  /** The run's index of the block's first bar. */
  #base = 0;

  constructor({ lanes, closes, ledger, spans }: CurvesSetup) {
    this.#lanes = lanes;
    this.#closes = closes;
    this.#ledger = ledger;
    this.#spans = spans;
  }

  begin(equity: Float64Array, exposure: Float64Array, base: number): void {
    this.#equity = equity;
    this.#exposure = exposure;
    this.#base = base;
  }

  /** Writes a bar whose account has been valued: its equity, and the net value of its positions. */
  write(at: number, equity: number, net: number): void {
    this.#equity[at] = equity;
    if (net === 0) return;
    this.#exposure[at] = net / equity;
    this.#spans?.add(this.#base + at, this.#base + at + 1);
  }

  /** Marks bars on which no order can fill and nothing is to be decided. Returns the first bar on which equity is gone, else `to`. */
  mark(from: number, to: number): number {
    if (!this.#ledger.holdsAny()) return this.#markFlat(from, to);
    const end = this.#lanes.length === 1 ? this.#markOne(from, to) : this.#markSeveral(from, to);
    if (end > from) this.#spans?.add(this.#base + from, this.#base + end);
    return end;
  }

  /** Returns the equity of a bar that has been marked. */
  equityAt(at: number): number {
    return this.#equity[at]!;
  }

  #markSeveral(from: number, to: number): number {
    const ledger = this.#ledger;
    const equity = this.#equity;
    const exposure = this.#exposure;
    for (let i = from; i < to; i++) {
      this.#closes.mark(i, ledger.mark);
      const net = ledger.netValue();
      const total = ledger.cash + net;
      if (total <= 0) return i;
      equity[i] = total;
      exposure[i] = net === 0 ? 0 : net / total;
    }
    return to;
  }

  #markFlat(from: number, to: number): number {
    const { cash, mark } = this.#ledger;
    if (cash <= 0) return from;
    const equity = this.#equity;
    if (to - from > SHORT) equity.fill(cash, from, to);
    else for (let i = from; i < to; i++) equity[i] = cash;
    for (let lane = 0; lane < this.#lanes.length; lane++) {
      const { bars, first } = this.#lanes[lane]!;
      const { close } = bars;
      const start = first + from;
      for (let i = first + to - 1; i >= start; i--) {
        if (Number.isNaN(close[i]!)) continue;
        mark[lane] = close[i]!;
        break;
      }
    }
    return to;
  }

  #markOne(from: number, to: number): number {
    const ledger = this.#ledger;
    const equity = this.#equity;
    const exposure = this.#exposure;
    const { bars, first } = this.#lanes[0]!;
    const { close } = bars;
    const { cash } = ledger;
    const quantity = ledger.quantity[0]!;
    const multiplier = ledger.multiplier[0]!;
    let mark = ledger.mark[0]!;
    let i = from;
    for (; i < to; i++) {
      const price = close[first + i]!;
      if (!Number.isNaN(price)) mark = price;
      const value = quantity * mark * multiplier;
      const total = cash + value;
      if (total <= 0) break;
      equity[i] = total;
      exposure[i] = value / total;
    }
    ledger.mark[0] = mark;
    return i;
  }
}
