"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { Badge } from "../ui/Badge.tsx";
import { lookOf } from "./decision-look.ts";
import type { RunDecision } from "./read-step.ts";

/** One decision: what was done at a bar, why, and the values it saw. */
export function DecisionLine({ decision }: { readonly decision: RunDecision }) {
  const format = useFormat();
  const look = lookOf(decision);
  const values = Object.entries(decision.values);
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="figure text-faint text-xs">{format.clock(decision.time)}</span>
        <Badge tone={look.tone}>{look.label}</Badge>
        <span className="figure text-faint text-xs">no. {decision.sequence}</span>
      </p>
      <p className="[overflow-wrap:anywhere]">{decision.reason}</p>
      {values.length > 0 ? (
        <ul className="figure flex flex-wrap gap-x-4 text-muted text-xs" aria-label="Values at this bar">
          {values.map(([name, value]) => (
            <li key={name}>
              {name} <span className="text-text">{value === null ? "unknown" : format.number(value, 4)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
