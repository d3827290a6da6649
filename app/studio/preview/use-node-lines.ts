"use client";
import { useEffect } from "react";
import { scopePrefix } from "../blocks/scope.ts";
import { afterPaint } from "../layout/after-paint.ts";
import { useStudio } from "../store/StudioContext.tsx";
import type { NodeSeries } from "./preview-messages.ts";
import { usePreview } from "./preview-store.ts";

const none: readonly NodeSeries[] = [];

/** Returns the outputs of the one selected node over all bars; nothing while none or several are selected. */
export function useNodeLines(): readonly NodeSeries[] {
  const nodeId = useStudio((state) => {
    const [only, ...others] = state.selectedNodes;
    return only === undefined || others.length > 0 ? null : scopePrefix(state.scope) + only;
  });
  const series = usePreview((state) => state.series);
  const ask = usePreview((state) => state.askSeries);
  const lane = usePreview((state) => state.lane);
  const result = usePreview((state) => state.result);
  // External system: the preview worker, asked anew where the node or the result changed; the result is shown first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new result means that the series is another
  useEffect(
    () => (nodeId === null || ask === null ? undefined : afterPaint(() => ask(nodeId, lane))),
    [nodeId, lane, ask, result],
  );
  return series !== null && series.nodeId === nodeId ? series.lines : none;
}
