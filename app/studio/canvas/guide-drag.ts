import type { NodeChange } from "@xyflow/react";
import type { FlowNode } from "../store/flow-model.ts";
import { nodeWidth } from "../store/node-shape.ts";
import { showGuides } from "./GuideLines.tsx";
import { snapToOthers } from "./snap-guides.ts";

/**
 * Lets a node that is dragged alone snap to the lines of others, and shows these lines. The end of a drag keeps the place
 * where the node was shown.
 */
export function guideDrag(changes: NodeChange<FlowNode>[], nodes: readonly FlowNode[]): NodeChange<FlowNode>[] {
  const moves = changes.filter((change) => change.type === "position");
  if (moves.length === 0) return changes;
  const [only] = moves;
  if (moves.length > 1 || only?.position === undefined || only.dragging !== true) {
    showGuides([]);
    return changes.map((change) => (change.type === "position" && change.dragging === false ? settle(change) : change));
  }
  const moved = nodes.find((node) => node.id === only.id);
  if (moved === undefined || moved.type === "group-frame") return changes;
  const others = nodes.filter((node) => node.id !== only.id && node.type !== "group-frame" && node.hidden !== true);
  const { guides, x, y } = snapToOthers({ ...only.position, ...sizeOf(moved) }, others.map(boxOf));
  showGuides(guides);
  return changes.map((change) => (change === only ? { ...only, position: { x, y } } : change));
}

function settle(change: NodeChange<FlowNode> & { readonly type: "position" }): NodeChange<FlowNode> {
  const { position: _raw, positionAbsolute: _absolute, ...rest } = change;
  return rest;
}

function sizeOf(node: FlowNode): { width: number; height: number } {
  return { width: node.measured?.width ?? nodeWidth, height: node.measured?.height ?? 136 };
}

function boxOf(node: FlowNode): { x: number; y: number; width: number; height: number } {
  return { ...node.position, ...sizeOf(node) };
}
