"use client";
import { Fingerprint } from "lucide-react";
import { useMemo } from "react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { Tooltip } from "@/app/ui/Tooltip.tsx";
import { LookBar } from "../scrub/LookBar.tsx";
import { useLook } from "../scrub/use-look.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { headline } from "./headline.ts";
import { LineLegend } from "./LineLegend.tsx";
import { PreviewChart } from "./PreviewChart.tsx";
import { usePreview } from "./preview-store.ts";
import { StatisticFigure } from "./StatisticFigure.tsx";
import { useNodeLines } from "./use-node-lines.ts";

/** The instant preview: the strategy run in this browser on the chosen data, with the numbers that the server will find. */
export function PreviewPanel() {
  const { result, resultOf, failure, bars, lane, dataProblem } = usePreview();
  const trades = useMemo(() => result?.trades.filter((trade) => trade.lane === lane) ?? [], [result, lane]);
  const document = useStudio((state) => state.root);
  const hasErrors = useStudio((state) => state.diagnostics.some((problem) => problem.severity === "error"));
  const lines = useNodeLines();
  const look = useLook();
  const { session } = useFormat();
  if (dataProblem !== null) return <p className="p-4 text-danger text-sm">{dataProblem}</p>;
  if (bars === null) return <p className="p-4 text-muted text-sm">Loading price data …</p>;
  const isOutdated = result !== null && resultOf !== null && !sameProgram(resultOf, document);
  const currency = document.settings.currency;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-12 items-center gap-4 px-4 py-1.5">
        <div className="flex min-w-0 grow items-center gap-x-6 overflow-x-auto">
          {result === null ? (
            <p className="text-muted text-sm">
              {failure ?? (hasErrors ? "The preview appears when the strategy has no errors." : "Computing …")}
            </p>
          ) : (
            headline(result.statistics).map((statistic) => (
              <StatisticFigure key={statistic.id} statistic={statistic} currency={currency} />
            ))
          )}
        </div>
        {isOutdated ? (
          <span className="whitespace-nowrap rounded-sm bg-warning-soft px-1.5 py-0.5 text-2xs text-warning">
            before the errors
          </span>
        ) : null}
        {result === null ? null : (
          <>
            <span
              className="figure whitespace-nowrap text-2xs text-faint max-sm:hidden"
              title="Time from edit to result in this browser"
            >
              {result.milliseconds < 10 ? result.milliseconds.toFixed(1) : Math.round(result.milliseconds)} ms ·{" "}
              {result.time.length.toLocaleString("en-US")} bars
            </span>
            <Tooltip content="Identifies orders, fills and equity of this run. The server's backtest of the same strategy and data has the same one.">
              <button
                type="button"
                className="flex cursor-default items-center gap-1.5 whitespace-nowrap text-2xs text-muted"
              >
                <Fingerprint size={13} aria-hidden="true" />
                <span
                  className="block max-w-[9ch] overflow-hidden text-ellipsis font-mono"
                  data-testid="preview-fingerprint"
                  data-outdated={isOutdated || undefined}
                >
                  {result.fingerprint}
                </span>
              </button>
            </Tooltip>
          </>
        )}
      </div>
      <div className="flex min-w-0 items-center">
        <div className="min-w-0 grow">
          <LookBar look={look} />
        </div>
        <LineLegend lines={lines} />
      </div>
      <div className="min-h-0 grow px-4 pb-3">
        <PreviewChart
          close={bars.close}
          equity={result?.equity ?? null}
          trades={trades}
          lines={lines}
          fill={document.settings.execution.fill}
          isOutdated={isOutdated}
          bar={look.bar}
          isPinned={look.isPinned}
          onLook={look.onLook}
          onPin={look.onPin}
          describeBar={(bar) => session(bars.time[bar])}
        />
      </div>
    </div>
  );
}

function sameProgram(left: Parameters<typeof meaning>[0], right: Parameters<typeof meaning>[0]): boolean {
  const one = meaning(left);
  const other = meaning(right);
  return one.every((part, index) => part === other[index]);
}

function meaning(document: ReturnType<typeof usePreview.getState>["resultOf"] & object): readonly unknown[] {
  return [document.nodes, document.edges, document.settings, document.universe, document.parameters, document.blocks];
}
