import type { Lane } from "./lane.ts";

/** The closes of a block bar by bar: all instruments of one bar lie side by side, as marking an account reads them. */
export class CloseRows {
  readonly #lanes: readonly Lane[];
  readonly #rows: Float64Array;

  constructor(lanes: readonly Lane[], blockSize: number) {
    this.#lanes = lanes;
    this.#rows = lanes.length === 1 ? lanes[0]!.market.close : new Float64Array(lanes.length * blockSize);
  }

  take(count: number): void {
    const rows = this.#rows;
    const lanes = this.#lanes.length;
    // a single column is its own rows
    if (lanes === 1) return;
    for (let lane = 0; lane < lanes; lane++) {
      const { close } = this.#lanes[lane]!.market;
      for (let i = 0, at = lane; i < count; i++, at += lanes) rows[at] = close[i]!;
    }
  }

  /** Tells whether a lane has a bar at a place of the block; the rows are at hand where its own columns may not be. */
  has(lane: number, at: number): boolean {
    return !Number.isNaN(this.#rows[at * this.#lanes.length + lane]!);
  }

  /** Marks each instrument at its close of a bar; one without a bar keeps its mark. */
  mark(at: number, marks: Float64Array): void {
    const rows = this.#rows;
    const first = at * marks.length;
    for (let lane = 0; lane < marks.length; lane++) {
      const price = rows[first + lane]!;
      if (!Number.isNaN(price)) marks[lane] = price;
    }
  }
}
