import { doubled } from "../core/doubled.ts";

const FIRST_CAPACITY = 64;

/** The stretches of a run's bars at whose closes something was held, in order: what is flat need not be looked at again. */
export class HeldSpans {
  count = 0;
  #from = new Int32Array(FIRST_CAPACITY);
  #to = new Int32Array(FIRST_CAPACITY);

  /** Adds the bars `from` up to but not including `to`, none of which has been added before. */
  add(from: number, to: number): void {
    const last = this.count - 1;
    if (last >= 0 && this.#to[last] === from) {
      this.#to[last] = to;
      return;
    }
    if (this.count === this.#from.length) {
      this.#from = doubled(this.#from);
      this.#to = doubled(this.#to);
    }
    this.#from[this.count] = from;
    this.#to[this.count++] = to;
  }

  from(index: number): number {
    return this.#from[index]!;
  }

  to(index: number): number {
    return this.#to[index]!;
  }

  clear(): void {
    this.count = 0;
  }
}
