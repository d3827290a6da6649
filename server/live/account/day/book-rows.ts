import type { InstrumentRef } from "../../../brokers/port/broker-instrument.ts";
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  subtractDecimals,
  zero,
} from "../../../brokers/port/decimal.ts";
import type { OwnedByRun } from "../../../db/repositories/account-days.ts";
import type { ForeignBook } from "../foreign-book.ts";
import type { Held } from "../list-held.ts";
import type { BookRow } from "./day-report.ts";

/** Sets what each run owns, and what is not ours, beside what the broker holds; instruments of which nothing is held are left out. */
export function bookRows(held: readonly Held[], owned: readonly OwnedByRun[], foreign: ForeignBook): BookRow[] {
  type Row = {
    exchange: string;
    symbol: string;
    runs: BookRow["runs"];
    ours: Decimal;
    others: Decimal;
    broker: Decimal;
  };
  const rows = new Map<string, Row>();
  const rowOf = ({ exchange, symbol }: InstrumentRef): Row => {
    const key = `${exchange}:${symbol}`;
    const row = rows.get(key) ?? { exchange, symbol, runs: [], ours: zero, others: zero, broker: zero };
    rows.set(key, row);
    return row;
  };
  for (const { runId, run, quantity, ...instrument } of owned) {
    const row = rowOf(instrument);
    row.runs.push({ runId, run, quantity });
    row.ours = addDecimals(row.ours, decimal(quantity));
  }
  for (const entry of foreign) {
    const row = rowOf(entry);
    row.others = addDecimals(row.others, subtractDecimals(entry.quantity, entry.before));
  }
  for (const one of held) {
    const row = rowOf(one);
    row.broker = addDecimals(row.broker, one.quantity);
  }
  return [...rows.values()]
    .filter(({ runs, others, broker }) => runs.length > 0 || others !== zero || broker !== zero)
    .map(({ ours, ...row }) => ({ ...row, expected: addDecimals(ours, row.others) }))
    .sort((a, b) => a.symbol.localeCompare(b.symbol, "en"));
}

export function agrees({ expected, broker }: BookRow): boolean {
  return compareDecimals(decimal(expected), decimal(broker)) === 0;
}
