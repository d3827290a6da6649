import type { OrderRecord } from "../market/order.ts";
import type { Wish } from "./write-order.ts";

/** The order under which an entry was recorded as waiting. */
export type HeldKey = Pick<OrderRecord, "sequence" | "ordinal">;
export type HeldEntry = HeldKey & { readonly lane: number; readonly wish: Wish };

/** Entries that wait for approval: the newest of each instrument, since an older signal is worth nothing beside a newer one. */
export class HeldEntries {
  #entries: readonly HeldEntry[] = [];

  get state(): readonly HeldEntry[] {
    return this.#entries;
  }

  restore(entries: readonly HeldEntry[]): void {
    this.#entries = entries;
  }

  add(wish: Wish, { sequence, ordinal, lane }: Pick<OrderRecord, "sequence" | "ordinal" | "lane">): void {
    this.drop(lane);
    this.#entries = [...this.#entries, { sequence, ordinal, lane, wish }];
  }

  drop(lane: number): void {
    this.#entries = this.#entries.filter((held) => held.lane !== lane);
  }

  /** Takes an entry out and returns it; null where it does not wait any more. */
  take({ sequence, ordinal }: HeldKey): HeldEntry | null {
    const found = this.#entries.find((held) => held.sequence === sequence && held.ordinal === ordinal) ?? null;
    this.#entries = this.#entries.filter((held) => held !== found);
    return found;
  }
}
