/** Doubles that a store keeps: 32 MB. */
const BUDGET = 4_000_000;

/**
 * Columns of a whole history, by what they are made of. Those longest unused give way to new ones, and their memory is used
 * again: a sweep makes many columns that only one of its points needs.
 */
export class ColumnStore {
  readonly #length: number;
  readonly #budget: number;
  readonly #kept = new Map<string, readonly Float64Array[]>();
  readonly #free: Float64Array[] = [];
  #held = 0;

  constructor(length: number, budget = BUDGET) {
    this.#length = length;
    this.#budget = budget;
  }

  /** Returns the columns kept under a key, or those that `fill` writes. What they held before is of no meaning. */
  columns(key: string, count: number, fill: (columns: readonly Float64Array[]) => void): readonly Float64Array[] {
    const known = this.#kept.get(key);
    if (known) {
      // the last one used is the last one to go
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const fresh = Array.from({ length: count }, () => this.#free.pop() ?? new Float64Array(this.#length));
    fill(fresh);
    this.#kept.set(key, fresh);
    this.#held += count;
    return fresh;
  }

  /** Lets columns go until the rest fits; called between points, so that none in use is among them. */
  trim(): void {
    const most = Math.floor(this.#budget / Math.max(1, this.#length));
    for (const [key, columns] of this.#kept) {
      if (this.#held <= most) return;
      this.#kept.delete(key);
      this.#held -= columns.length;
      this.#free.push(...columns);
    }
  }
}
