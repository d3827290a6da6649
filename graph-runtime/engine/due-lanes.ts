import { doubled } from "../core/doubled.ts";

const FIRST_CAPACITY = 256;

/** Which lanes have something to decide at each bar of a block, in rising order: a chain of entries for each bar. */
export class DueLanes {
  readonly #first: Int32Array;
  #lane = new Int32Array(FIRST_CAPACITY);
  #next = new Int32Array(FIRST_CAPACITY);
  #states = new Int32Array(FIRST_CAPACITY);
  #count = 0;

  constructor(blockSize: number) {
    this.#first = new Int32Array(blockSize).fill(-1);
  }

  clear(count: number): void {
    this.#first.fill(-1, 0, count);
    this.#count = 0;
  }

  /** Notes a lane at a bar, once, with the states of its position in which it is called, and returns the entry; lanes come in falling order. */
  note(at: number, lane: number, states: number): number {
    const before = this.#first[at]!;
    if (before >= 0 && this.#lane[before] === lane) {
      this.#states[before]! |= states;
      return before;
    }
    const entry = this.#count++;
    if (entry === this.#lane.length) {
      this.#lane = doubled(this.#lane);
      this.#next = doubled(this.#next);
      this.#states = doubled(this.#states);
    }
    this.#lane[entry] = lane;
    this.#next[entry] = before;
    this.#states[entry] = states;
    this.#first[at] = entry;
    return entry;
  }

  /** Returns the first entry of a bar; below zero there is none. */
  first(at: number): number {
    return this.#first[at]!;
  }

  next(entry: number): number {
    return this.#next[entry]!;
  }

  /** Tells whether an entry calls its lane in a state of the position. */
  isFor(entry: number, state: number): boolean {
    return (this.#states[entry]! & state) !== 0;
  }

  /** Returns the lane of an entry, -1 where there is none. */
  laneOf(entry: number): number {
    return entry < 0 ? -1 : this.#lane[entry]!;
  }
}
