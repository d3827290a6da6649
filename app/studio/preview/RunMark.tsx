"use client";
import { Fingerprint } from "lucide-react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { Tooltip } from "@/app/ui/Tooltip.tsx";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { usePreview } from "./preview-store.ts";

/** How long the run took over how many bars, and what identifies it. */
export function RunMark() {
  const result = usePreview((state) => state.result);
  const resultOf = usePreview((state) => state.resultOf);
  const isOutdated = useStudio((state) => resultOf !== null && !sameProgram(resultOf, state.root));
  const { integer, number } = useFormat();
  if (result === null) return null;
  return (
    <>
      <span
        className="figure whitespace-nowrap text-2xs text-faint max-sm:hidden"
        title="Time from edit to result in this browser"
      >
        {result.milliseconds < 10 ? number(result.milliseconds, 1) : integer(result.milliseconds)} ms ·{" "}
        {integer(result.time.length)} bars
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
  );
}

/** Moving a node or writing a note changes no result. */
function sameProgram(left: GraphDocument, right: GraphDocument): boolean {
  const [one, other] = [meaning(left), meaning(right)];
  return one.every((part, index) => part === other[index]);
}

function meaning({ nodes, edges, settings, universe, parameters, blocks }: GraphDocument): readonly unknown[] {
  return [nodes, edges, settings, universe, parameters, blocks];
}
