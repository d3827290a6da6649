"use client";
import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { toast } from "@/app/ui/toast.ts";
import { moveNodes } from "../commands/move-nodes.ts";
import { useStudioStore } from "../store/StudioContext.tsx";

/** Returns the function that lays the graph, or the nodes named, out from left to right: one undo step. */
export function useTidy(): (ids?: readonly string[]) => void {
  const store = useStudioStore();
  const flow = useReactFlow();
  return useCallback(
    (ids = []) => {
      const { document, flowNodes } = store.getState();
      const subset = ids.length > 1 ? new Set(ids) : null;
      const sizes = new Map(
        flowNodes.map((node) => [
          node.id,
          { width: node.measured?.width ?? 216, height: node.measured?.height ?? 136 },
        ]),
      );
      const layout = import("./lay-out-graph.ts").then(({ layOutGraph }) => layOutGraph(document, sizes, subset));
      layout.then(
        (positions) => {
          store.getState().dispatch(moveNodes(positions, "Tidy"));
          if (subset === null)
            requestAnimationFrame(() => void flow.fitView({ duration: 200, padding: 0.16, maxZoom: 1.1 }));
        },
        (error: unknown) =>
          toast.error("The layout could not be computed", {
            description: error instanceof Error ? error.message : String(error),
          }),
      );
    },
    [store, flow],
  );
}
