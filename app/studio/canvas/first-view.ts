import { getViewportForBounds, type Rect, type Viewport } from "@xyflow/react";
import type { FlowNode } from "../store/flow-model.ts";

export const zoomLimits = { least: 0.04, most: 2 };
const fitViewOptions = { padding: 0.1, maxZoom: 1.1 };

/** Returns the box around all nodes that are shown. */
export function boundsOf(nodes: readonly FlowNode[]): Rect {
  const shown = nodes.filter((node) => node.hidden !== true);
  if (shown.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const left = Math.min(...shown.map((node) => node.position.x));
  const top = Math.min(...shown.map((node) => node.position.y));
  const right = Math.max(...shown.map((node) => node.position.x + (node.width ?? node.measured?.width ?? 0)));
  const bottom = Math.max(...shown.map((node) => node.position.y + (node.height ?? node.measured?.height ?? 0)));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Returns the view that shows all nodes, known before React Flow has drawn one of them. */
export function firstView(
  nodes: readonly FlowNode[],
  { width, height }: { readonly width: number; readonly height: number },
): Viewport {
  if (nodes.length === 0 || width === 0 || height === 0) return { x: 0, y: 0, zoom: 1 };
  const { maxZoom, padding } = fitViewOptions;
  return getViewportForBounds(boundsOf(nodes), width, height, zoomLimits.least, maxZoom, padding);
}
