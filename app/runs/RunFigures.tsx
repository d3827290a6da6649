"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { Delta } from "../ui/Delta.tsx";
import type { RunDetail } from "./read-step.ts";

const currency = "USD";

/** The run's money at the last bar. Before the first bar nothing is known, and nothing is shown as zero. */
export function RunFigures({ run }: { readonly run: RunDetail }) {
  const format = useFormat();
  const { mark } = run;
  const profit = mark ? mark.equity - run.capital : null;
  const money = (value: number | null) => format.money(value, currency);
  return (
    <section
      aria-label="Figures of the run"
      className="grid grid-cols-2 gap-y-1 rounded-lg border bg-surface p-1 shadow-card sm:grid-cols-3 lg:grid-cols-6"
    >
      <Tile label="Profit since start">
        <Delta value={profit}>{money(profit)}</Delta>
      </Tile>
      <Tile label="Equity">{money(mark?.equity ?? null)}</Tile>
      <Tile label="Open profit">
        <Delta value={mark?.unrealised}>{money(mark?.unrealised ?? null)}</Delta>
      </Tile>
      <Tile label="Realised">
        <Delta value={mark?.realised}>{money(mark?.realised ?? null)}</Delta>
      </Tile>
      <Tile label="Costs paid">{money(mark?.fees ?? null)}</Tile>
      <Tile label="Last bar">
        <span className="text-base">{mark ? format.clock(mark.time) : "–"}</span>{" "}
        <span className="font-normal text-faint text-xs">
          {run.lastSequence > 0 ? `no. ${format.integer(run.lastSequence)}` : ""}
        </span>
      </Tile>
    </section>
  );
}

function Tile({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-0.5 px-4 py-3">
      <span className="text-muted text-xs">{label}</span>
      <span className="figure font-semibold text-lg">{children}</span>
    </div>
  );
}
