"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Delta } from "../ui/Delta.tsx";
import { exposureOf, marginOf, totalOf } from "./member-figures.ts";

const currency = "USD";
type SubscriptionFiguresProps = { readonly capital: number; readonly runs: ApiOutput["subscriptions"]["get"]["runs"] };

/** The money of all members together; unknown until each of them has had a bar. */
export function SubscriptionFigures({ capital, runs }: SubscriptionFiguresProps) {
  const format = useFormat();
  const equity = totalOf(runs, ({ mark }) => mark?.equity ?? null);
  const profit = equity === null ? null : equity - capital;
  const tiles = [
    { label: "Profit since start", value: <Delta value={profit}>{format.money(profit, currency)}</Delta> },
    { label: "Equity", value: format.money(equity, currency) },
    { label: "Exposure", value: format.money(totalOf(runs, exposureOf), currency) },
    { label: "Margin", value: format.money(totalOf(runs, marginOf), currency) },
    {
      label: "Costs paid",
      value: format.money(
        totalOf(runs, ({ mark }) => mark?.fees ?? null),
        currency,
      ),
    },
  ];
  return (
    <section
      aria-label="Figures of the subscription"
      className="grid grid-cols-2 gap-y-1 rounded-lg border bg-surface p-1 shadow-card sm:grid-cols-3 lg:grid-cols-5"
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
