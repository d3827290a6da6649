"use client";
import { useStudio } from "../store/StudioContext.tsx";
import { headline } from "./headline.ts";
import { PreviewStage } from "./PreviewStage.tsx";
import { usePreview } from "./preview-store.ts";
import { RunMark } from "./RunMark.tsx";
import { StatisticFigure } from "./StatisticFigure.tsx";

/** The instant preview: the strategy run in this browser on the chosen data, with the numbers that the server will find. */
export function PreviewPanel() {
  const dataProblem = usePreview((state) => state.dataProblem);
  const isLoading = usePreview((state) => state.bars === null);
  const isKept = usePreview((state) => state.isKept && state.result !== null);
  if (dataProblem !== null) return <p className="p-4 text-danger text-sm">{dataProblem}</p>;
  if (isLoading) return <p className="p-4 text-muted text-sm">Loading price data …</p>;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-12 items-center gap-4 px-4 py-1.5">
        <div className="flex min-w-0 grow items-center gap-x-6 overflow-x-auto">
          <Figures />
        </div>
        {isKept ? (
          <span className="whitespace-nowrap rounded-sm bg-warning-soft px-1.5 py-0.5 text-2xs text-warning">
            before the errors
          </span>
        ) : null}
        <RunMark />
      </div>
      <PreviewStage isKept={isKept} />
    </div>
  );
}

/** The headline figures, or why there are none. */
function Figures() {
  const statistics = usePreview((state) => state.result?.statistics);
  const failure = usePreview((state) => state.failure);
  const hasErrors = useStudio((state) => state.diagnostics.some((problem) => problem.severity === "error"));
  const currency = useStudio((state) => state.root.settings.currency);
  if (statistics === undefined)
    return (
      <p className="text-muted text-sm">
        {failure ?? (hasErrors ? "The preview appears when the strategy has no errors." : "Computing …")}
      </p>
    );
  return headline(statistics).map((statistic) => (
    <StatisticFigure key={statistic.id} statistic={statistic} currency={currency} />
  ));
}
