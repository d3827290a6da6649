import type { AccountSlots } from "../nodes/define-node.ts";
import type { Ledger } from "./ledger.ts";
import type { OrderDesk } from "./order-desk.ts";

export type AccountView = {
  readonly ledger: Ledger;
  readonly desk: OrderDesk;
  readonly lane: number;
  readonly bar: number;
  readonly equity: number;
};

/** Writes what the nodes of a lane may know of the account at the close of a bar. */
export function writeAccount(account: AccountSlots, at: number, view: AccountView): void {
  const { ledger, desk, lane, bar, equity } = view;
  const held = ledger.quantity[lane]!;
  account.equity[at] = equity;
  account.cash[at] = ledger.cash;
  account.quantity[at] = held;
  account.averagePrice[at] = held === 0 ? Number.NaN : ledger.averagePrice[lane]!;
  account.barsHeld[at] = held === 0 ? 0 : bar - ledger.entryBar[lane]!;
  account.entries[at] = held === 0 ? 0 : ledger.entries[lane]!;
  account.lastEntry[at] = held === 0 ? Number.NaN : ledger.lastEntry[lane]!;
  account.largest[at] = held === 0 ? 0 : ledger.largest[lane]!;
  const pending = desk.pending(lane);
  account.pending[at] = pending.units;
  account.pendingEntries[at] = pending.entries;
  account.pendingExits[at] = pending.exits;
}
