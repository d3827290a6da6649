"use client";
import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { useStudioStore } from "../store/StudioContext.tsx";

/** Returns the function that selects a node, brings it into view, and puts the focus onto the port that is meant. */
export function useFocusNode(): (nodeId: string, portId?: string) => void {
  const flow = useReactFlow();
  const store = useStudioStore();
  return useCallback(
    (nodeId, portId) => {
      store.getState().select([nodeId]);
      void flow.fitView({ nodes: [{ id: nodeId }], maxZoom: 1, minZoom: 0.6, padding: 0.4, duration: 180 });
      if (portId !== undefined)
        document.querySelector<HTMLElement>(`[data-testid="connect-${nodeId}-${portId}"]`)?.focus();
    },
    [flow, store],
  );
}
