import { doubled } from "../core/doubled.ts";

const FIRST_CAPACITY = 64;

/** Returns the first bar from `at` on that a trigger column calls, `count` where there is none. */
export function nextCalled(column: Float64Array, at: number, count: number): number {
  let i = at;
  while (i < count) {
    // nothing of a trigger is below zero, so that only zeros add up to it
    if (i + 3 < count && column[i]! + column[i + 1]! + (column[i + 2]! + column[i + 3]!) === 0) i += 4;
    else if (column[i] === 1) return i;
    else i++;
  }
  return count;
}

/** The bars of a block on which any of a lane's triggers shows, in order; read from front to back. */
export class CalledBars {
  #bars = new Int32Array(FIRST_CAPACITY);
  #count = 0;
  #cursor = 0;

  /** Looks through the trigger columns of a block. */
  look(triggers: readonly Float64Array[], count: number): void {
    this.#count = 0;
    this.#cursor = 0;
    if (triggers.length === 1) this.#lookAt(triggers[0]!, triggers[0]!, count);
    else if (triggers.length === 2) this.#lookAt(triggers[0]!, triggers[1]!, count);
    else if (triggers.length > 2) {
      for (let i = 0; i < count; i++) {
        for (const column of triggers) {
          if (column[i] !== 1) continue;
          this.#note(i);
          break;
        }
      }
    }
  }

  /** Most strategies have one trigger that enters and one that leaves, and most bars call nobody: four of them are passed over by one sum. */
  #lookAt(one: Float64Array, other: Float64Array, count: number): void {
    const whole = count - (count % 4);
    for (let i = 0; i < whole; i += 4) {
      // nothing of a trigger is below zero, so that only zeros add up to it
      const first = one[i]! + one[i + 1]! + (one[i + 2]! + one[i + 3]!);
      const second = other[i]! + other[i + 1]! + (other[i + 2]! + other[i + 3]!);
      if (first + second === 0) continue;
      for (let at = i; at < i + 4; at++) if (one[at] === 1 || other[at] === 1) this.#note(at);
    }
    for (let i = whole; i < count; i++) if (one[i] === 1 || other[i] === 1) this.#note(i);
  }

  #note(at: number): void {
    if (this.#count === this.#bars.length) this.#bars = doubled(this.#bars);
    this.#bars[this.#count++] = at;
  }

  has(at: number): boolean {
    return this.next(at, -1) === at;
  }

  /** Returns the first of them from `at` on, `none` where there is none; `at` never falls within a block. */
  next(at: number, none: number): number {
    const bars = this.#bars;
    let cursor = this.#cursor;
    while (cursor < this.#count && bars[cursor]! < at) cursor++;
    this.#cursor = cursor;
    return cursor < this.#count ? bars[cursor]! : none;
  }
}
