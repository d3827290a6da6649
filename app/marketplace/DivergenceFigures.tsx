"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Tooltip } from "../ui/Tooltip.tsx";

type Divergence = ApiOutput["marketplace"]["lines"]["divergence"];

/** How paper differs from what the backtest led to expect. */
export function DivergenceFigures({ divergence }: { readonly divergence: Divergence }) {
  const format = useFormat();
  if (divergence === null)
    return <p className="text-faint text-xs">Divergence from the backtest is known after five days of paper.</p>;
  const { paperReturn, expectedReturn, errors, paperDrawdown, backtestDrawdown } = divergence;
  return (
    <dl className="grid grid-cols-3 gap-3 text-xs">
      <Figure
        label="Paper made"
        value={format.percent(paperReturn)}
        note={`${format.percent(expectedReturn)} expected`}
      />
      <Tooltip content="How far the average day of paper is off the backtest's, in standard errors. Above 2 is seldom chance.">
        <button type="button" className="cursor-help text-left">
          <Figure label="Divergence" value={`${format.number(errors, 1)} errors`} note="above 2 is seldom chance" />
        </button>
      </Tooltip>
      <Figure
        label="Deepest fall"
        value={format.percent(paperDrawdown)}
        note={`${format.percent(backtestDrawdown)} disclosed`}
      />
    </dl>
  );
}

function Figure({ label, value, note }: { readonly label: string; readonly value: string; readonly note: string }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-muted">{label}</dt>
      <dd className="figure font-semibold text-sm">{value}</dd>
      <dd className="text-faint">{note}</dd>
    </div>
  );
}
