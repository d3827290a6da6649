"use client";
import { StatisticTile } from "../backtests/StatisticTile.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Progress } from "../ui/Progress.tsx";
import type { ListingDetail } from "./ListingView.tsx";

type Record = ListingDetail["record"];
const shown = [
  "max-drawdown",
  "longest-drawdown-days",
  "worst-session",
  "historical-cvar-95",
  "volatility",
  "ulcer-index",
];

/** Says how far the platform's backtest is, where it has not found anything yet. */
export function RecordPending({ record }: { readonly record: Record }) {
  if (record.status === "failed")
    return <p className="text-danger">The platform's backtest failed: {record.error ?? "the reason is not known"}</p>;
  if (record.status === "none") return <p className="text-muted">The platform has made no backtest of this version.</p>;
  return (
    <div className="grid gap-2" role="status">
      <p className="text-muted">
        The platform computes its own backtest of this version up to the moment of publishing.
      </p>
      <Progress label="The platform's backtest" value={record.progress} />
    </div>
  );
}

/** What could be lost, before anything is said of what could be won. */
export function RiskPanel({ record }: { readonly record: Record }) {
  const format = useFormat();
  const tiles = shown.flatMap((id) => record.risk.find((one) => one.id === id) ?? []);
  return (
    <Panel
      title="Risk"
      description={
        record.from && record.to
          ? `The platform's own backtest, ${format.session(Date.parse(record.from))} to ${format.session(Date.parse(record.to))}, up to the day of publishing`
          : "Found by the platform's own backtest"
      }
      flush={tiles.length > 0}
    >
      {tiles.length === 0 ? (
        <RecordPending record={record} />
      ) : (
        <div className="grid grid-cols-2 p-1 sm:grid-cols-3 xl:grid-cols-4">
          {tiles.map((statistic) => (
            <StatisticTile key={statistic.id} statistic={statistic} currency="USD" />
          ))}
          <div className="grid content-start gap-0.5 px-4 py-3">
            <span className="text-muted text-xs">Longest losing streak</span>
            <span className="figure font-semibold text-lg">{format.integer(record.lossDays)} days</span>
          </div>
          {record.worstDays[0] ? (
            <div className="grid content-start gap-0.5 px-4 py-3">
              <span className="text-muted text-xs">Worst joint day</span>
              <span className="font-semibold text-lg">{format.session(Date.parse(record.worstDays[0].day))}</span>
            </div>
          ) : null}
        </div>
      )}
    </Panel>
  );
}
