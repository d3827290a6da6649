import type { ReactFlowInstance } from "@xyflow/react";

/** Zooms in on nodes until their ports and fields are there. */
export function comeCloser(flow: Pick<ReactFlowInstance, "fitView">, ids: readonly string[]): void {
  const nodes = ids.map((id) => ({ id }));
  void flow.fitView({ nodes, maxZoom: 1, minZoom: 0.7, padding: 0.4, duration: 180 });
}
