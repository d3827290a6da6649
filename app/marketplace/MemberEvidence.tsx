"use client";
import { StatisticRow } from "../backtests/StatisticTile.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import type { ListingDetail } from "./ListingView.tsx";

type Member = ListingDetail["members"][number];

/** Risk comes first, then what it earned, then how often it acted. */
const blocks = [
  {
    label: "Risk",
    ids: ["max-drawdown", "longest-drawdown-days", "worst-session", "historical-cvar-95", "volatility", "loss-streak"],
  },
  { label: "Return", ids: ["total-return", "cagr", "sharpe", "sortino", "calmar", "benchmark-return"] },
  { label: "Trades", ids: ["trade-count", "win-rate", "profit-factor", "payoff", "exposure", "costs-share"] },
] as const;

/** One member of a listing: its rules in plain words, and what its backtest found. */
export function MemberEvidence({ member }: { readonly member: Member }) {
  const format = useFormat();
  const { evidence } = member;
  return (
    <Panel
      title={member.name}
      description={
        evidence
          ? `Backtest on ${evidence.datasetName}${evidence.finishedAt ? `, ${format.date(evidence.finishedAt)}` : ""}`
          : `Bars of ${member.timeframe}`
      }
      actions={
        <>
          {evidence?.synthetic ? <SyntheticBadge text="Synthetic data" /> : null}
          <Badge tone="accent">{format.percent(member.weight, 0)} of the capital</Badge>
        </>
      }
    >
      <div className="grid gap-4">
        {evidence ? (
          <div className="grid grid-cols-1 gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
            {blocks.map((block) => (
              <section key={block.label} aria-label={`${block.label} of ${member.name}`}>
                <h3 className="pb-1 font-medium text-faint text-xs">{block.label}</h3>
                {block.ids
                  .flatMap((id) => evidence.statistics.find((one) => one.id === id) ?? [])
                  .map((statistic) => (
                    <StatisticRow key={statistic.id} statistic={statistic} currency="USD" />
                  ))}
              </section>
            ))}
          </div>
        ) : (
          <p className="text-muted">
            This version was never backtested with its own parameters, so nothing is known of it.
          </p>
        )}
        <section className="grid gap-2" aria-label={`Rules of ${member.name}`}>
          <h3 className="font-medium text-faint text-xs">Rules</h3>
          <ol className="grid list-decimal gap-1.5 pl-5 marker:text-faint">
            {member.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ol>
        </section>
      </div>
    </Panel>
  );
}
