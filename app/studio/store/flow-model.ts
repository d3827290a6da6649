import type { Edge, Node } from "@xyflow/react";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { PortRef } from "../commands/command.ts";
import { edgeId } from "../commands/connect.ts";
import { indexOf, portKey } from "./document-index.ts";
import { foldedNodes, foldedSize, groupPorts } from "./folded-groups.ts";
import { nodeShapeOf } from "./node-shape.ts";

export type GraphFlowNode = Node<Record<string, never>, "graph">;
export type NoteFlowNode = Node<Record<string, never>, "note">;
export type GroupFlowNode = Node<Record<string, never>, "group-frame">;
export type FlowNode = GraphFlowNode | NoteFlowNode | GroupFlowNode;
export type FlowEdge = Edge<Record<string, never>, "typed">;

const noData: Record<string, never> = {};

/** Notes and groups share React Flow's id space with nodes, whose ids never hold a colon. */
export function noteFlowId(id: string): string {
  return `note:${id}`;
}
export function groupFlowId(id: string): string {
  return `group:${id}`;
}
export function isGraphId(flowId: string): boolean {
  return !flowId.includes(":");
}

/** Returns the React Flow nodes of a document. Nodes that look the same keep their object, with selection and measured size. */
export function flowNodesOf(document: GraphDocument, previous: readonly FlowNode[]): FlowNode[] {
  const known = new Map(previous.map((node) => [node.id, node]));
  const folded = foldedNodes(document);
  const frames = document.ui.groups.map((group): FlowNode => {
    const open = groupBox(document, group.nodes, known);
    const box = group.collapsed === true ? { ...open, ...foldedSize(groupPorts(document, group)) } : open;
    const id = groupFlowId(group.id);
    return keep(known.get(id), {
      id,
      type: "group-frame",
      position: { x: box.x, y: box.y },
      width: box.width,
      height: box.height,
      zIndex: group.collapsed === true ? 0 : -1,
      data: noData,
      draggable: true,
      connectable: false,
    });
  });
  const notes = document.ui.notes.map((note): FlowNode => {
    const id = noteFlowId(note.id);
    return keep(known.get(id), {
      id,
      type: "note",
      position: { x: note.x, y: note.y },
      width: note.width,
      height: note.height,
      data: noData,
      connectable: false,
    });
  });
  const nodes = document.nodes.map((node, order): FlowNode => {
    const position = document.ui.nodes[node.id] ?? fallbackPosition(order);
    const { width, height, handles } = nodeShapeOf(document, node);
    return keep(known.get(node.id), {
      id: node.id,
      type: "graph",
      position: { x: position.x, y: position.y },
      hidden: folded.has(node.id),
      measured: { width, height },
      handles,
      data: noData,
    });
  });
  return [...frames, ...notes, ...nodes];
}

export function flowEdgesOf(document: GraphDocument, previous: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(previous.map((edge) => [edge.id, edge]));
  const folded = foldedNodes(document);
  return document.edges.flatMap((edge): FlowEdge[] => {
    const id = edgeId(edge);
    const from = shownEnd(edge.from, folded);
    const to = shownEnd(edge.to, folded);
    // An edge within a folded group has no end that is shown.
    if (from.node === to.node) return [];
    const present = known.get(id);
    if (present !== undefined && present.source === from.node && present.target === to.node) return [present];
    return [
      {
        id,
        type: "typed",
        source: from.node,
        sourceHandle: from.port,
        target: to.node,
        targetHandle: to.port,
        data: noData,
      },
    ];
  });
}

function shownEnd(end: PortRef, folded: ReadonlyMap<string, string>): PortRef {
  const group = folded.get(end.node);
  return group === undefined ? end : { node: groupFlowId(group), port: portKey(end.node, end.port) };
}

/** Documents written by hand may lack positions: such nodes are laid in columns until the user arranges them. */
export function fallbackPosition(order: number): { x: number; y: number } {
  return { x: (order % 5) * 288, y: Math.floor(order / 5) * 200 };
}

function keep(previous: FlowNode | undefined, next: FlowNode): FlowNode {
  if (previous === undefined) return next;
  const unchanged =
    previous.position.x === next.position.x &&
    previous.position.y === next.position.y &&
    previous.width === next.width &&
    previous.height === next.height &&
    previous.handles === next.handles &&
    (previous.hidden ?? false) === (next.hidden ?? false);
  if (unchanged) return previous;
  return {
    ...previous,
    position: next.position,
    ...(next.handles === undefined || next.handles === previous.handles
      ? {}
      : { handles: next.handles, measured: next.measured }),
    ...(next.zIndex === undefined ? {} : { zIndex: next.zIndex }),
    ...(next.hidden === undefined ? {} : { hidden: next.hidden }),
    ...(next.hidden === true ? { selected: false } : {}),
    ...(next.width === undefined ? {} : { width: next.width, height: next.height ?? 0 }),
  } as FlowNode;
}

function groupBox(
  document: GraphDocument,
  ids: readonly string[],
  known: ReadonlyMap<string, FlowNode>,
): { x: number; y: number; width: number; height: number } {
  const padding = 24;
  const titleHeight = 32;
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const id of ids) {
    const position = document.ui.nodes[id];
    if (position === undefined) continue;
    const node = indexOf(document).nodes.get(id);
    const size = known.get(id)?.measured ?? (node === undefined ? undefined : nodeShapeOf(document, node));
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + (size?.width ?? 0));
    bottom = Math.max(bottom, position.y + (size?.height ?? 0));
  }
  if (left > right) return { x: 0, y: 0, width: 240, height: 120 };
  return {
    x: left - padding,
    y: top - padding - titleHeight,
    width: right - left + padding * 2,
    height: bottom - top + padding * 2 + titleHeight,
  };
}
