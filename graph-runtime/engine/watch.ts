import { CalledBars, nextCalled } from "./called-bars.ts";
import { DueLanes } from "./due-lanes.ts";
import type { KeptInputs } from "./kept-inputs.ts";
import type { Lane } from "./lane.ts";
import type { Portfolio } from "./portfolio.ts";

const NEAR = 64;

export type WatchSetup = {
  readonly portfolio: Portfolio | null;
  readonly kept: KeptInputs | null;
  readonly blockSize: number;
};

/** Knows on which bars of a block something is to be decided, and by which lanes. */
export class Watch {
  readonly due: DueLanes;
  readonly #lanes: readonly Lane[];
  readonly #portfolio: Portfolio | null;
  /** A 1 for each bar on which some lane, or the portfolio, has a trigger. */
  readonly #calls: Uint8Array;
  /** All that is to be known where one lane is on its own; null where there are more. */
  readonly #single: CalledBars | null;

  /** Null where lanes have columns of their own. */
  readonly #kept: KeptInputs | null;

  constructor(lanes: readonly Lane[], { portfolio, kept, blockSize }: WatchSetup) {
    this.#lanes = lanes;
    this.#kept = kept;
    this.#portfolio = portfolio;
    this.#single = lanes.length === 1 && portfolio === null ? new CalledBars() : null;
    const size = this.#single === null ? blockSize : 0;
    this.#calls = new Uint8Array(size);
    this.due = new DueLanes(size);
  }

  begin(count: number): void {
    if (this.#single !== null) return;
    this.#calls.fill(0, 0, count);
    this.due.clear(count);
  }

  /** Looks through a lane's trigger columns of a block; lanes come in falling order. */
  look(lane: number, count: number): void {
    const { triggers, slots } = this.#lanes[lane]!;
    if (this.#single !== null) {
      this.#single.look(triggers, count);
      return;
    }
    const calls = this.#calls;
    const { due } = this;
    for (let index = 0; index < triggers.length; index++) {
      const { column, states } = triggers[index]!;
      for (let i = nextCalled(column, 0, count); i < count; i = nextCalled(column, i + 1, count)) {
        calls[i] = 1;
        const entry = due.note(i, lane, states);
        this.#kept?.keep(entry, slots, i);
      }
    }
  }

  /** Looks through those of the portfolio. */
  lookAround(count: number): void {
    const calls = this.#calls;
    for (const column of this.#portfolio?.triggers ?? [])
      for (let i = 0; i < count; i++) if (column[i] === 1) calls[i] = 1;
  }

  /** Tells whether a bar calls; `state` is that of the position where there is one lane, and of any other account all of them. */
  isCalled(at: number, state: number): boolean {
    return this.#single === null ? this.#calls[at] === 1 : this.#single.has(at, state);
  }

  /** Returns the first bar from `at` on that calls in that state, `count` where none does. */
  nextCall(at: number, count: number, state: number): number {
    if (this.#single !== null) return this.#single.next(at, count, state);
    const calls = this.#calls;
    // a call is near more often than not, and the search that is fast over long stretches is slow to begin
    const near = Math.min(count, at + NEAR);
    for (let i = at; i < near; i++) if (calls[i] === 1) return i;
    const next = near < count ? calls.indexOf(1, near) : -1;
    return next < 0 || next > count ? count : next;
  }
}
