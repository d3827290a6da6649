import type { Lane } from "./lane.ts";

/** The closes of a block bar by bar: all instruments of one bar lie side by side, as marking an account reads them. */
export class CloseRows {
  readonly #lanes: readonly Lane[];
  /** Empty where there is one instrument: its own column is its rows. */
  readonly #rows: Float64Array;

  constructor(lanes: readonly Lane[], blockSize: number) {
    this.#lanes = lanes;
    this.#rows = new Float64Array(lanes.length === 1 ? 0 : lanes.length * blockSize);
  }

  /** Takes a lane's closes of a block. */
  take(lane: number, count: number): void {
    const rows = this.#rows;
    const lanes = this.#lanes.length;
    if (lanes === 1) return;
    const { bars, first } = this.#lanes[lane]!;
    const { close } = bars;
    for (let i = 0, at = lane; i < count; i++, at += lanes) rows[at] = close[first + i]!;
  }

  /** Tells whether a lane has a bar at a place of the block; the rows are at hand where its own columns may not be. */
  has(lane: number, at: number): boolean {
    const lanes = this.#lanes.length;
    return !Number.isNaN(lanes === 1 ? this.#only(at) : this.#rows[at * lanes + lane]!);
  }

  /** Marks each instrument at its close of a bar; one without a bar keeps its mark. */
  mark(at: number, marks: Float64Array): void {
    if (marks.length === 1) {
      const price = this.#only(at);
      if (!Number.isNaN(price)) marks[0] = price;
      return;
    }
    const rows = this.#rows;
    const first = at * marks.length;
    for (let lane = 0; lane < marks.length; lane++) {
      const price = rows[first + lane]!;
      if (!Number.isNaN(price)) marks[lane] = price;
    }
  }

  #only(at: number): number {
    const { bars, first } = this.#lanes[0]!;
    return bars.close[first + at]!;
  }
}
