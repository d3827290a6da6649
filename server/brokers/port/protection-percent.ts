import type { BrokerInstrument } from "./broker-instrument.ts";
import { compareDecimals, type Decimal, decimal } from "./decimal.ts";

type Slab = { readonly below: Decimal | null; readonly percent: Decimal };

const slabs = (...rows: readonly [below: string | null, percent: string][]): readonly Slab[] =>
  rows.map(([below, percent]) => ({ below: below === null ? null : decimal(below), percent: decimal(percent) }));

// The exchanges' slabs of market price protection.
const sharesAndFutures = slabs(["100", "2"], ["500", "1"], [null, "0.5"]);
const options = slabs(["10", "5"], ["100", "3"], ["500", "2"], [null, "1"]);

/** Returns the percent by which a market order may move away from the last price (of an option: its premium). */
export function protectionPercent(instrument: BrokerInstrument, lastPrice: Decimal): Decimal {
  const isOption = instrument.kind === "call" || instrument.kind === "put";
  const rows = isOption ? options : sharesAndFutures;
  const row = rows.find(({ below }) => below === null || compareDecimals(lastPrice, below) < 0);
  return (row as Slab).percent;
}
