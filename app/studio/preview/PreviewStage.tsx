"use client";
import { useCallback, useMemo } from "react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { LookBar } from "../scrub/LookBar.tsx";
import { useLook } from "../scrub/use-look.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { LineLegend } from "./LineLegend.tsx";
import { PreviewChart } from "./PreviewChart.tsx";
import { usePreview } from "./preview-store.ts";
import { useNodeLines } from "./use-node-lines.ts";

const usualTick = 0.01;

/** The chart of the preview with the bar that is looked at. */
export function PreviewStage({ isKept }: { readonly isKept: boolean }) {
  const bars = usePreview((state) => state.bars);
  const lane = usePreview((state) => state.lane);
  const result = usePreview((state) => state.result);
  const tickSize = usePreview((state) => state.tickSizes[state.lane] ?? usualTick);
  const trades = useMemo(() => result?.trades.filter((trade) => trade.lane === lane) ?? [], [result, lane]);
  const fill = useStudio((state) => state.root.settings.execution.fill);
  const lines = useNodeLines();
  const look = useLook();
  const { session } = useFormat();
  const describeBar = useCallback((bar: number) => session(bars?.time[bar]), [session, bars]);
  if (bars === null) return null;
  return (
    <>
      <div className="flex min-w-0 items-center">
        <div className="min-w-0 grow">
          <LookBar look={look} tickSize={tickSize} />
        </div>
        <LineLegend lines={lines} />
      </div>
      <div className="min-h-0 grow px-4 pb-3">
        <PreviewChart
          close={bars.close}
          equity={result?.equity ?? null}
          trades={trades}
          lines={lines}
          fill={fill}
          isOutdated={isKept}
          tickSize={tickSize}
          bar={look.bar}
          isPinned={look.isPinned}
          onLook={look.onLook}
          onPin={look.onPin}
          describeBar={describeBar}
        />
      </div>
    </>
  );
}
