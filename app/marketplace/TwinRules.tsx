import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";

type Rules = ApiOutput["marketplace"]["lines"]["rules"];
type Hold = NonNullable<NonNullable<Rules>["hold"]>;

const held: Readonly<Record<Hold, string>> = {
  "daily-loss": "Today its loss reached the limit of a day: everything is closed until tomorrow (UTC).",
  "lock-profit": "Today's profit is locked: everything is closed until tomorrow (UTC).",
  drawdown:
    "Its drawdown reached the limit: everything is closed. A subscriber may let a basket go on; on paper it stays closed until the next version.",
  margin: "Its positions reached the limit on their value: nothing is entered until they are smaller.",
};

/** Says by which of a basket's rules its paper line is made, and what they do at this moment. */
export function TwinRules({ rules }: { readonly rules: Rules }) {
  const format = useFormat();
  if (rules === null) {
    return (
      <p className="pt-3 text-faint text-xs">
        Both lines hold the members side by side, without limits over all of them.
      </p>
    );
  }
  return (
    <div className="grid gap-1 pt-3 text-faint text-xs">
      <p>
        On paper the basket keeps its limits and moves money between its members as a subscriber's does. The backtest
        moves money by the same rule and knows no limits.
      </p>
      {rules.hold !== null && <p className="text-warning">{held[rules.hold]}</p>}
      {rules.isDue && <p>Money waits to be moved until the members concerned hold nothing.</p>}
      {rules.moved !== null && <p>Money was last moved on {format.date(rules.moved)}.</p>}
    </div>
  );
}
