import type { BuiltBar, MarketTick } from "./market-tick.ts";
import type { Slot } from "./session-slots.ts";

/** Ticks that are in no bar, or in one already. */
export type TickCounts = {
  /** Of a bar that was closed before they came; corrections of such a bar, too. */
  late: number;
  /** Said before. */
  repeated: number;
  /** Outside of every session. */
  outside: number;
};

type Building = {
  readonly slot: Slot;
  /** Those that have a name, by it. */
  readonly named: Map<string, MarketTick>;
  open: number;
  openAt: number;
  high: number;
  low: number;
  close: number;
  closeAt: number;
  volume: number;
};

/**
 * Builds the bars of one instrument from ticks in any order. A bar's open is the price of its earliest tick and its close that of its latest,
 * by the exchange's clock; of two of one instant that which came first opens and that which came last closes. A bar without a trade is none. What was closed stays as it is:
 * a tick that comes later is counted and left out, its units with it, and so is the correction of a trade in it.
 */
export class BarBuilder {
  readonly counts: TickCounts = { late: 0, repeated: 0, outside: 0 };
  readonly #slotOf: (time: number) => Slot | null;
  readonly #building = new Map<number, Building>();
  /** The largest total of units that was heard, of which session; null before the first. */
  #total: { readonly session: number; readonly units: number } | null = null;
  #closedUntil = Number.NEGATIVE_INFINITY;

  constructor(slotOf: (time: number) => Slot | null) {
    this.#slotOf = slotOf;
  }

  push(tick: MarketTick): void {
    const slot = this.#slotOf(tick.time);
    if (slot === null) {
      this.counts.outside += 1;
      return;
    }
    const units = this.#unitsOf(tick, slot.session);
    if (units === null) {
      this.counts.repeated += 1;
      return;
    }
    if (slot.end <= this.#closedUntil) {
      this.counts.late += 1;
      return;
    }
    const bar = this.#building.get(slot.time);
    if (bar === undefined) {
      this.#building.set(slot.time, begin(slot, tick, units));
      return;
    }
    if (tick.id !== null && bar.named.has(tick.id)) {
      this.counts.repeated += 1;
      return;
    }
    extend(bar, tick, units);
  }

  /** Takes a trade back by its name, and puts another in its place, at its time, where one is given. */
  amend(id: string, instead: MarketTick | null): void {
    const bar = [...this.#building.values()].find(({ named }) => named.has(id));
    const taken = bar?.named.get(id);
    if (bar === undefined || taken === undefined) {
      this.counts.late += 1;
      return;
    }
    const left = [...bar.named.values()].flatMap((tick) => {
      if (tick !== taken) return tick;
      return instead === null ? [] : { ...instead, time: taken.time };
    });
    const [first, ...others] = left;
    if (first === undefined) {
      this.#building.delete(bar.slot.time);
      return;
    }
    const again = begin(bar.slot, first, ownUnits(first));
    for (const tick of others) extend(again, tick, ownUnits(tick));
    this.#building.set(bar.slot.time, again);
  }

  /** Returns the bars that end by an instant of the exchange's clock, oldest first; they change no more. */
  close(until: number): BuiltBar[] {
    this.#closedUntil = Math.max(this.#closedUntil, until);
    const due = [...this.#building.values()].filter(({ slot }) => slot.end <= until);
    due.sort((a, b) => a.slot.time - b.slot.time);
    return due.map(({ slot, open, high, low, close, volume }) => {
      this.#building.delete(slot.time);
      return { time: slot.time, end: slot.end, open, high, low, close, volume };
    });
  }

  /** Returns the units that a tick adds; null where it says nothing new. */
  #unitsOf({ volume }: MarketTick, session: number): number | null {
    if (volume === null) return 0;
    if (volume.kind === "each") return volume.units;
    const before = this.#total;
    // How much of the first total was traded when is not known; a new session begins at nothing.
    if (before === null) {
      this.#total = { session, units: volume.units };
      return null;
    }
    if (session < before.session) return 0;
    const from = session === before.session ? before.units : 0;
    if (volume.units === from) return null;
    // A smaller total was overtaken by one that counts its units already: its price is news all the same.
    if (volume.units < from) return 0;
    this.#total = { session, units: volume.units };
    return volume.units - from;
  }
}

/** What has a name says how much it was by itself. */
function ownUnits({ volume }: MarketTick): number {
  return volume?.kind === "each" ? volume.units : 0;
}

function begin(slot: Slot, tick: MarketTick, volume: number): Building {
  const { time, price, id } = tick;
  const named = new Map(id === null ? [] : [[id, tick]]);
  return { slot, named, open: price, openAt: time, high: price, low: price, close: price, closeAt: time, volume };
}

function extend(bar: Building, tick: MarketTick, units: number): void {
  const { time, price, id } = tick;
  if (id !== null) bar.named.set(id, tick);
  bar.high = Math.max(bar.high, price);
  bar.low = Math.min(bar.low, price);
  bar.volume += units;
  if (time < bar.openAt) {
    bar.open = price;
    bar.openAt = time;
  }
  if (time >= bar.closeAt) {
    bar.close = price;
    bar.closeAt = time;
  }
}
