/** Doubles that a store keeps: 32 MB. */
const BUDGET = 4_000_000;

/**
 * Columns of a whole history, by what they are made of. Those longest unused give way to new ones, and their memory is used
 * again: a sweep makes many columns that only one of its points needs.
 */
export class ColumnStore {
  readonly #length: number;
  readonly #budget: number;
  readonly #kept = new Map<number, readonly Float64Array[]>();
  readonly #free: Float64Array[] = [];
  #held = 0;
  /** The one used last. */
  #last = -1;

  constructor(length: number, budget = BUDGET) {
    this.#length = length;
    this.#budget = budget;
  }

  /** Returns the columns kept under a number. */
  find(number: number): readonly Float64Array[] | undefined {
    const known = this.#kept.get(number);
    if (known === undefined || number === this.#last) return known;
    // the last one used is the last one to go
    this.#kept.delete(number);
    this.#kept.set(number, known);
    this.#last = number;
    return known;
  }

  /** Keeps columns under a number, for the caller to write: what they held before is of no meaning. */
  open(number: number, count: number): readonly Float64Array[] {
    const fresh: Float64Array[] = [];
    for (let i = 0; i < count; i++) fresh.push(this.#free.pop() ?? new Float64Array(this.#length));
    this.#kept.set(number, fresh);
    this.#last = number;
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
