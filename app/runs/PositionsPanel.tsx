"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Panel } from "../ui/Panel.tsx";
import { DecisionLine } from "./DecisionLine.tsx";
import type { RunDetail } from "./read-step.ts";

const currency = "USD";

/** What is held now, and what was decided at the last bar, with its reason. */
export function PositionsPanel({ run }: { readonly run: RunDetail }) {
  const format = useFormat();
  const positions = run.mark?.positions ?? [];
  return (
    <div className="grid grid-cols-1 gap-5">
      <Panel title="Position">
        {positions.length === 0 ? (
          <p className="text-muted">{run.mark ? "Nothing is held." : "Not known before the first bar."}</p>
        ) : (
          <ul className="grid gap-3">
            {positions.map((position) => {
              const profit = (position.lastPrice - position.averagePrice) * position.quantity;
              return (
                <li key={position.symbol} className="grid gap-1">
                  <p className="flex items-baseline justify-between gap-3">
                    <span className="font-semibold text-base">
                      {position.quantity >= 0 ? "Long" : "Short"} {format.number(Math.abs(position.quantity), 0)}{" "}
                      {position.symbol}
                    </span>
                    <Delta value={profit} className="font-semibold">
                      {format.money(profit, currency)}
                    </Delta>
                  </p>
                  <p className="figure text-muted text-xs">
                    average {format.number(position.averagePrice)}, last {format.number(position.lastPrice)}
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </Panel>
      <Panel title="Last decision">
        {run.lastDecision ? (
          <DecisionLine decision={run.lastDecision} />
        ) : (
          <p className="text-muted">No bar was worked off yet.</p>
        )}
      </Panel>
    </div>
  );
}
