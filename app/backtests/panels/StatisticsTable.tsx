import type { StatisticGroup } from "@/graph-runtime/analytics/define-statistic.ts";
import { Panel } from "../../ui/Panel.tsx";
import { StatisticRow } from "../StatisticTile.tsx";
import type { ShownStatistic } from "../shown-statistic.ts";

const groups: readonly { readonly id: StatisticGroup; readonly label: string }[] = [
  { id: "performance", label: "Performance" },
  { id: "risk", label: "Risk" },
  { id: "trades", label: "Trades" },
  { id: "benchmark", label: "Against buy and hold" },
  { id: "activity", label: "Activity and costs" },
  { id: "significance", label: "Significance" },
];

type StatisticsTableProps = { readonly statistics: readonly ShownStatistic[]; readonly currency: string };

/** Every figure, grouped; hover or focus one for its definition. */
export function StatisticsTable({ statistics, currency }: StatisticsTableProps) {
  return (
    <div className="columns-1 gap-4 md:columns-2 xl:columns-3 [&>section]:mb-4 [&>section]:break-inside-avoid">
      {groups.map((group) => {
        const members = statistics.filter((statistic) => statistic.group === group.id);
        if (members.length === 0) return null;
        return (
          <Panel key={group.id} title={group.label}>
            {members.map((statistic) => (
              <StatisticRow key={statistic.id} statistic={statistic} currency={currency} />
            ))}
          </Panel>
        );
      })}
    </div>
  );
}
