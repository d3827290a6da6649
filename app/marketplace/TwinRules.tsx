import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import type { ListingDetail } from "./ListingView.tsx";

type Rules = ApiOutput["marketplace"]["lines"]["rules"];
type Hold = NonNullable<NonNullable<Rules>["hold"]>;

const held: Readonly<Record<Hold, string>> = {
  "daily-loss": "Today its loss reached the limit of a day: everything is closed until tomorrow (UTC).",
  "lock-profit": "Today's profit is locked: everything is closed until tomorrow (UTC).",
  drawdown:
    "Its drawdown reached the limit: everything is closed. A subscriber may let a basket go on; on paper it stays closed until the next version.",
  margin: "Its positions reached the limit on their value: nothing is entered until they are smaller.",
};

type TwinRulesProps = {
  readonly rules: Rules;
  readonly settings: NonNullable<ListingDetail["settings"]>;
  /** The platform's backtest was computed by the limits, too. */
  readonly isBacktestLimited: boolean;
};

/** Says by which of a basket's rules its lines are made, and what they do at this moment. */
export function TwinRules({ rules, settings, isBacktestLimited }: TwinRulesProps) {
  const format = useFormat();
  if (rules === null) {
    const hasRules = settings.rebalance !== "never" || Object.keys(settings.limits).length > 0;
    return (
      <p className="pt-3 text-faint text-xs">
        {hasRules
          ? "This version was published before the platform kept a basket's rules in its record: its paper line holds the members side by side, without limits and without moving money, and stays so. A new version begins a record that keeps them."
          : "Both lines hold the members side by side: this basket sets no limits over them and moves no money."}
      </p>
    );
  }
  return (
    <div className="grid gap-1 pt-3 text-faint text-xs">
      <p>
        {isBacktestLimited
          ? "Both lines keep the basket's limits and move money between its members as a subscriber's basket does."
          : "On paper the basket keeps its limits and moves money between its members as a subscriber's does. The backtest is from before that, and knows no limits."}
      </p>
      {rules.hold !== null && <p className="text-warning">{held[rules.hold]}</p>}
      {rules.isDue && <p>Money waits to be moved until the members concerned hold nothing.</p>}
      {rules.moved !== null && <p>Money was last moved on {format.date(rules.moved)}.</p>}
    </div>
  );
}
