"use client";
import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { collapseGroup } from "../commands/collapse.ts";
import { indexOf } from "../store/document-index.ts";
import { foldedNodes } from "../store/folded-groups.ts";
import { useStudioStore } from "../store/StudioContext.tsx";

/** Returns the function that selects a node, brings it into view, and puts the focus onto the port that is meant. */
export function useFocusNode(): (nodeId: string, portId?: string) => void {
  const flow = useReactFlow();
  const store = useStudioStore();
  return useCallback(
    (nodeId, portId) => {
      const { leaveBlock, select, dispatch } = store.getState();
      // What is asked for may lie outside of the block that is open, or in a folded group.
      if (!indexOf(store.getState().document).nodes.has(nodeId)) leaveBlock(0);
      const group = foldedNodes(store.getState().document).get(nodeId);
      if (group !== undefined) dispatch(collapseGroup(group, false));
      select([nodeId]);
      void flow.fitView({ nodes: [{ id: nodeId }], maxZoom: 1, minZoom: 0.6, padding: 0.4, duration: 180 });
      if (portId !== undefined)
        document.querySelector<HTMLElement>(`[data-testid="connect-${nodeId}-${portId}"]`)?.focus();
    },
    [flow, store],
  );
}
