import type { BuiltBar, MarketTick } from "./market-tick.ts";
import type { Slot } from "./session-slots.ts";

/** Ticks that are in no bar, or in one already. */
export type TickCounts = {
  /** Of a bar that was closed before they came. */
  late: number;
  /** Said before. */
  repeated: number;
  /** Outside of every session. */
  outside: number;
};

type Building = {
  readonly slot: Slot;
  readonly ids: Set<string>;
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
 * a tick that comes later is counted and left out, its units with it.
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
    if (tick.id !== null && bar.ids.has(tick.id)) {
      this.counts.repeated += 1;
      return;
    }
    extend(bar, tick, units);
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

function begin(slot: Slot, { time, price, id }: MarketTick, volume: number): Building {
  const ids = new Set(id === null ? [] : [id]);
  return { slot, ids, open: price, openAt: time, high: price, low: price, close: price, closeAt: time, volume };
}

function extend(bar: Building, { time, price, id }: MarketTick, units: number): void {
  if (id !== null) bar.ids.add(id);
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
