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

/** A column in which a 1 calls for a decision, and the states of the position in which it does (call-state.ts). */
export type Trigger = { readonly column: Float64Array; readonly states: number };

/** The bars of a block on which any of a lane's triggers shows, in order; read from front to back. */
export class CalledBars {
  #bars = new Int32Array(FIRST_CAPACITY);
  #states = new Int32Array(FIRST_CAPACITY);
  #count = 0;
  #cursor = 0;

  /** Looks through the trigger columns of a block. */
  look(triggers: readonly Trigger[], count: number): void {
    this.#count = 0;
    this.#cursor = 0;
    if (triggers.length === 1) this.#lookAt(triggers[0]!, triggers[0]!, count);
    else if (triggers.length === 2) this.#lookAt(triggers[0]!, triggers[1]!, count);
    else if (triggers.length > 2) {
      for (let i = 0; i < count; i++) {
        let states = 0;
        for (const trigger of triggers) if (trigger.column[i] === 1) states |= trigger.states;
        if (states !== 0) this.#note(i, states);
      }
    }
  }

  /** Most strategies have one trigger that enters and one that leaves, and most bars call nobody: four of them are passed over by one sum. */
  #lookAt(a: Trigger, b: Trigger, count: number): void {
    const { column: one, states: ofOne } = a;
    const { column: other, states: ofOther } = b;
    const whole = count - (count % 4);
    for (let i = 0; i < whole; i += 4) {
      // nothing of a trigger is below zero, so that only zeros add up to it
      const first = one[i]! + one[i + 1]! + (one[i + 2]! + one[i + 3]!);
      const second = other[i]! + other[i + 1]! + (other[i + 2]! + other[i + 3]!);
      if (first + second === 0) continue;
      for (let at = i; at < i + 4; at++) this.#noteIf(at, one[at] === 1 ? ofOne : 0, other[at] === 1 ? ofOther : 0);
    }
    for (let i = whole; i < count; i++) this.#noteIf(i, one[i] === 1 ? ofOne : 0, other[i] === 1 ? ofOther : 0);
  }

  #noteIf(at: number, one: number, other: number): void {
    if ((one | other) !== 0) this.#note(at, one | other);
  }

  #note(at: number, states: number): void {
    if (this.#count === this.#bars.length) {
      this.#bars = doubled(this.#bars);
      this.#states = doubled(this.#states);
    }
    this.#bars[this.#count] = at;
    this.#states[this.#count++] = states;
  }

  has(at: number, state: number): boolean {
    return this.next(at, -1, state) === at;
  }

  /** Returns the first of them from `at` on that calls in a state, `none` where there is none; `at` never falls within a block. */
  next(at: number, none: number, state: number): number {
    const bars = this.#bars;
    const states = this.#states;
    let cursor = this.#cursor;
    while (cursor < this.#count && bars[cursor]! < at) cursor++;
    // the state may be another when those that it leaves out are asked for
    this.#cursor = cursor;
    while (cursor < this.#count && (states[cursor]! & state) === 0) cursor++;
    return cursor < this.#count ? bars[cursor]! : none;
  }
}
