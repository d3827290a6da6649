"use client";
import { methodWords } from "../baskets/method-words.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { ListingDetail } from "./ListingView.tsx";

type Settings = NonNullable<ListingDetail["settings"]>;

type Reached = ListingDetail["record"]["reached"][number]["kind"];

const limitWords: readonly (readonly [keyof Settings["limits"], string, Reached | null])[] = [
  ["maxDailyLossPercent", "Loss of a day that closes everything", "daily-loss"],
  ["maxDrawdownPercent", "Drawdown that closes everything", "drawdown"],
  ["maxMarginPercent", "Value of positions that stops entries", "margin"],
  ["lockProfitPercent", "Profit of a day from which it is locked", "lock-profit"],
  ["trailPercent", "What a locked day may give back", null],
];

type BasketRulesPanelProps = { readonly settings: Settings; readonly record: ListingDetail["record"] };

/** How a basket shares its money, and what limits all its members: part of the version that is sealed. */
export function BasketRulesPanel({ settings, record }: BasketRulesPanelProps) {
  const format = useFormat();
  const { allocation, rebalance, corridorPercent, limits } = settings;
  const set = limitWords.filter(([key]) => limits[key] !== undefined);
  return (
    <Panel title="Rules of the basket">
      <p className="text-muted">
        Its capital is shared {methodWords[allocation]}
        {rebalance === "never"
          ? ", and stays where it is."
          : `, and brought back to that ${rebalance} where a share has strayed by more than ${format.number(corridorPercent)} points.`}
      </p>
      {set.length === 0 ? (
        <p className="mt-2 text-muted">It sets no limit over its members together.</p>
      ) : (
        <dl className="mt-3 grid gap-2">
          {set.map(([key, label, kind]) => {
            const days = record.reached.find((one) => one.kind === kind)?.days;
            return (
              <div key={key} className="flex justify-between gap-4">
                <dt className="text-muted">
                  {label}
                  {days === undefined ? null : (
                    <span className="block text-faint text-xs">
                      reached on {format.integer(days)} {days === 1 ? "day" : "days"} of the backtest
                    </span>
                  )}
                </dt>
                <dd className="figure shrink-0 font-medium">{format.number(limits[key])} %</dd>
              </div>
            );
          })}
        </dl>
      )}
    </Panel>
  );
}
