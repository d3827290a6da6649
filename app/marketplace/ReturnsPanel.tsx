"use client";
import { StatisticTile } from "../backtests/StatisticTile.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { ListingDetail } from "./ListingView.tsx";

const shown = ["total-return", "cagr", "sharpe", "sortino", "calmar", "winning-sessions"];
const signed = new Set(["total-return", "cagr"]);

/** What the platform's backtest earned, or why that is not shown here. */
export function ReturnsPanel({ record }: { readonly record: ListingDetail["record"] }) {
  if (record.status !== "succeeded") return null;
  if (record.returns === null) {
    return (
      <Panel title="Return">
        <p className="text-muted">
          Returns are not shown in your region, or in the author's, until the regulator's agency has verified them.
        </p>
      </Panel>
    );
  }
  const tiles = shown.flatMap((id) => record.returns?.find((one) => one.id === id) ?? []);
  return (
    <Panel flush title="Return" description="Of the same backtest, after costs">
      <div className="grid grid-cols-2 p-1 sm:grid-cols-3 xl:grid-cols-6">
        {tiles.map((statistic) => (
          <StatisticTile key={statistic.id} statistic={statistic} currency="USD" signed={signed.has(statistic.id)} />
        ))}
      </div>
    </Panel>
  );
}
