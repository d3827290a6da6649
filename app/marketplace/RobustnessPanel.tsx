"use client";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { StatisticRow } from "../backtests/StatisticTile.tsx";
import { Badge } from "../ui/Badge.tsx";
import { FirstFew } from "../ui/FirstFew.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { CorrelationTable } from "./CorrelationTable.tsx";
import type { ListingDetail } from "./ListingView.tsx";

const looks: Record<string, { readonly icon: typeof Info; readonly color: string; readonly word: string }> = {
  serious: { icon: CircleAlert, color: "text-danger", word: "Serious" },
  warning: { icon: TriangleAlert, color: "text-warning", word: "Warning" },
};
const note = { icon: Info, color: "text-info", word: "Note" };

/** What speaks against the figures: costs, significance, capacity, and the platform's own critique, member by member. */
export function RobustnessPanel({ listing }: { readonly listing: ListingDetail }) {
  const { members } = listing.record;
  if (members.length === 0) return null;
  return (
    <Panel
      title="How far to trust it"
      description="Costs, capacity, significance, and what the platform remarks on its own"
    >
      <div className="grid gap-6">
        <FirstFew few={6} what="members">
          {members.map((member) => (
            <section
              key={`${member.fingerprint}.${member.name}`}
              aria-label={`Trust in ${member.name}`}
              className="grid gap-3"
            >
              <h3 className="flex flex-wrap items-center gap-2 font-medium">
                {member.name}
                <span className="font-normal text-muted text-xs">on {member.datasetName}</span>
                {member.synthetic ? <SyntheticBadge text="Synthetic data" /> : null}
              </h3>
              <div className="grid gap-x-8 gap-y-3 md:grid-cols-2">
                <div>
                  {[...member.trades, ...member.significance].map((statistic) => (
                    <StatisticRow key={statistic.id} statistic={statistic} currency="USD" />
                  ))}
                </div>
                <div className="grid content-start gap-3">
                  <ul aria-label="Costs" className="flex flex-wrap gap-1.5">
                    {member.costs.map((cost) => (
                      <li key={cost.id}>
                        <Badge tone={cost.optimistic ? "warning" : "neutral"}>
                          {cost.label}: {cost.value}
                        </Badge>
                      </li>
                    ))}
                  </ul>
                  {member.critique.length === 0 ? (
                    <p className="text-muted">
                      The automatic checks found nothing. That is no proof that there is nothing.
                    </p>
                  ) : (
                    <ul className="grid gap-2.5" aria-label="Critique">
                      {member.critique.map((finding) => {
                        const { icon: Icon, color, word } = looks[finding.severity] ?? note;
                        return (
                          <li key={finding.id} className="grid grid-cols-[auto_1fr] gap-x-2.5">
                            <Icon size={15} className={`mt-0.5 ${color}`} aria-label={word} />
                            <p className="font-medium">{finding.title}</p>
                            {finding.message ? (
                              <p className="col-start-2 text-muted text-xs">{finding.message}</p>
                            ) : null}
                          </li>
                        );
                      })}
                    </ul>
                  )}
                </div>
              </div>
            </section>
          ))}
        </FirstFew>
        {members.length > 1 ? (
          <section aria-label="Correlation" className="grid gap-2">
            <h3 className="font-medium">Correlation of daily returns</h3>
            <CorrelationTable names={members.map(({ name }) => name)} correlation={listing.record.correlation} />
          </section>
        ) : null}
      </div>
    </Panel>
  );
}
