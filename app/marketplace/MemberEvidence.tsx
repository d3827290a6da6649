"use client";
import { StatisticTile } from "../backtests/StatisticTile.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import type { ListingDetail } from "./ListingView.tsx";

type Member = ListingDetail["members"][number];

/** Risk comes first, then what it earned, then how often it acted. */
const blocks = [
  { group: "risk", label: "Risk", most: 6 },
  { group: "performance", label: "Return", most: 6 },
  { group: "trades", label: "Trades", most: 6 },
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
          blocks.map((block) => {
            const statistics = evidence.statistics
              .filter((statistic) => statistic.group === block.group)
              .slice(0, block.most);
            return statistics.length === 0 ? null : (
              <section key={block.group} className="grid gap-1" aria-label={block.label}>
                <h3 className="font-medium text-faint text-xs">{block.label}</h3>
                <div className="-mx-2 grid grid-cols-2 sm:grid-cols-3">
                  {statistics.map((statistic) => (
                    <StatisticTile key={statistic.id} statistic={statistic} currency="USD" />
                  ))}
                </div>
              </section>
            );
          })
        ) : (
          <p className="text-muted">
            This version was never backtested with its own parameters, so nothing is known of it.
          </p>
        )}
        <section className="grid gap-2" aria-label="Rules">
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
