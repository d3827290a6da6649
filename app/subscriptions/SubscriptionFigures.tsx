"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { RunLine } from "../runs/RunTable.tsx";
import { Delta } from "../ui/Delta.tsx";

const currency = "USD";
type SubscriptionFiguresProps = { readonly capital: number; readonly runs: readonly RunLine[] };

/** The money of all members together; unknown until each of them has had a bar. */
export function SubscriptionFigures({ capital, runs }: SubscriptionFiguresProps) {
  const format = useFormat();
  const marks = runs.flatMap(({ mark }) => (mark === null ? [] : [mark]));
  const isKnown = runs.length > 0 && marks.length === runs.length;
  const sum = (of: (mark: (typeof marks)[number]) => number) =>
    isKnown ? marks.reduce((total, mark) => total + of(mark), 0) : null;
  const equity = sum((mark) => mark.equity);
  const gross = sum(({ positions }) =>
    positions.reduce((total, { quantity, lastPrice }) => total + Math.abs(quantity) * lastPrice, 0),
  );
  const profit = equity === null ? null : equity - capital;
  const tiles = [
    { label: "Profit since start", value: <Delta value={profit}>{format.money(profit, currency)}</Delta> },
    { label: "Equity", value: format.money(equity, currency) },
    { label: "Exposure", value: format.money(gross, currency) },
    {
      label: "Costs paid",
      value: format.money(
        sum((mark) => mark.fees),
        currency,
      ),
    },
  ];
  return (
    <section
      aria-label="Figures of the subscription"
      className="grid grid-cols-2 gap-y-1 rounded-lg border bg-surface p-1 shadow-card lg:grid-cols-4"
    >
      {tiles.map(({ label, value }) => (
        <div key={label} className="grid content-start gap-0.5 px-4 py-3">
          <span className="text-muted text-xs">{label}</span>
          <span className="figure font-semibold text-lg">{value}</span>
        </div>
      ))}
    </section>
  );
}
