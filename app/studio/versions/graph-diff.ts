import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import type { Family } from "@/graph-runtime/nodes/family.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import type { PortRef } from "../commands/command.ts";
import { edgeId } from "../commands/connect.ts";
import { isSame } from "../commands/document-diff.ts";
import { definitionOf, portsOf, portTypeOf, titleOf } from "../store/definitions.ts";
import { fallbackPosition } from "../store/flow-model.ts";
import { nodeWidth } from "../store/node-shape.ts";
import { layApart } from "./lay-apart.ts";

export type Fate = "same" | "added" | "removed" | "changed";

export type DiffNode = {
  readonly id: string;
  readonly fate: Fate;
  readonly title: string;
  readonly summary: string;
  /** What the node read before, where that changed. */
  readonly summaryBefore: string | null;
  readonly family: Family | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type DiffEdge = {
  readonly id: string;
  readonly fate: Fate;
  readonly type: PortType | null;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
};

export type GraphDiff = { readonly nodes: readonly DiffNode[]; readonly edges: readonly DiffEdge[] };

/** The one-line readings of the nodes, before and after. */
export type Readings = readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>];
const noReadings: Readings = [new Map(), new Map()];

const headHeight = 56;
const rowHeight = 22;

/**
 * Returns both graphs as one drawing: what only the newer one has, what only the older one had, and what changed. Every node
 * lies where it is, but for what the older one had in a place that is taken. Graphs that are different strategies share some
 * names nevertheless, as "price" and "buy".
 */
export function diffGraphs(before: GraphDocument, after: GraphDocument, readings: Readings = noReadings): GraphDiff {
  const drawNode = (document: GraphDocument, node: GraphNode, fate: Fate): DiffNode =>
    placeNode(document, node, { fate, summary: readings[document === after ? 1 : 0].get(node.id) ?? "" });
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map((node) => node.id));
  const there = after.nodes.map((node) => {
    const other = old.get(node.id);
    if (other === undefined) return drawNode(after, node, "added");
    if (isSame(meaning(other), meaning(node))) return drawNode(after, node, "same");
    return { ...drawNode(after, node, "changed"), summaryBefore: readings[0].get(other.id) ?? "" };
  });
  const gone = before.nodes.filter((node) => !kept.has(node.id)).map((node) => drawNode(before, node, "removed"));
  const isRelated = 2 * gone.length <= before.nodes.length;
  const nodes = [...there, ...layApart(gone, there, isRelated)];
  const placed = new Map(nodes.map((node) => [node.id, node]));
  const oldEdges = new Set(before.edges.map(edgeId));
  const newEdges = new Set(after.edges.map(edgeId));
  const drawEdge = (document: GraphDocument, edge: GraphDocument["edges"][number], fate: Fate): DiffEdge[] => {
    const [start, end] = [placed.get(edge.from.node), placed.get(edge.to.node)];
    if (start === undefined || end === undefined) return [];
    return [
      {
        id: edgeId(edge),
        fate,
        type: portTypeOf(document, edge.from, "source"),
        from: portPlace(document, start, edge.from, "outputs"),
        to: portPlace(document, end, edge.to, "inputs"),
      },
    ];
  };
  const edges = [
    ...before.edges.filter((edge) => !newEdges.has(edgeId(edge))).flatMap((edge) => drawEdge(before, edge, "removed")),
    ...after.edges.flatMap((edge) => drawEdge(after, edge, oldEdges.has(edgeId(edge)) ? "same" : "added")),
  ];
  return { nodes, edges };
}

/** What a node does: its name is part of what a reader sees, its place is not. */
function meaning({ id: _id, ...rest }: GraphNode): Omit<GraphNode, "id"> {
  return rest;
}

type Shown = Pick<DiffNode, "fate" | "summary">;

function placeNode(document: GraphDocument, node: GraphNode, shown: Shown): DiffNode {
  const definition = definitionOf(node, document);
  const { x, y } = document.ui.nodes[node.id] ?? fallbackPosition(document.nodes.indexOf(node));
  return {
    id: node.id,
    ...shown,
    title: titleOf(node, document),
    summaryBefore: null,
    family: definition?.meta.family ?? null,
    x,
    y,
    width: nodeWidth,
    height:
      headHeight +
      Math.max(1, rowsOf(document, node, "inputs").length, rowsOf(document, node, "outputs").length) * rowHeight,
  };
}

type Side = "inputs" | "outputs";

/** The ports of a node that have edges, in their order: a drawing of changes needs no others. */
function rowsOf(document: GraphDocument, node: GraphNode, side: Side): readonly string[] {
  const ends = document.edges.map((edge) => (side === "inputs" ? edge.to : edge.from));
  const wired = new Set(ends.filter((end) => end.node === node.id).map((end) => end.port));
  const definition = definitionOf(node, document);
  const order = definition === undefined ? [] : portsOf(definition)[side].map((port) => port.id);
  return [...order.filter((port) => wired.has(port)), ...[...wired].filter((port) => !order.includes(port))];
}

function portPlace(document: GraphDocument, drawn: DiffNode, end: PortRef, side: Side): { x: number; y: number } {
  const node = document.nodes.find((candidate) => candidate.id === end.node);
  const row = node === undefined ? 0 : Math.max(0, rowsOf(document, node, side).indexOf(end.port));
  const rows = Math.max(1, Math.round((drawn.height - headHeight) / rowHeight));
  return {
    x: drawn.x + (side === "outputs" ? drawn.width : 0),
    y: drawn.y + headHeight + (Math.min(row, rows - 1) + 0.5) * rowHeight - 4,
  };
}
