import type { NodeHandle } from "@xyflow/react";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import { portTypeOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import type { FlowEdge, FlowNode } from "../store/flow-model.ts";
import { edgePath } from "./edge-path.ts";

type Point = { readonly x: number; readonly y: number };
/** Edges that look alike, as one path. */
export type Bundle = {
  readonly key: string;
  readonly type: PortType | null;
  readonly isLit: boolean;
  readonly path: string;
};

type Drawn = {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** Returns whether a port, "node.port", is true at the bar that is looked at. */
  readonly isLit: (port: string) => boolean;
};

/** Returns the edges apart that hang on a node that is being dragged: they are drawn with every move, the others are not. */
export function partEdges(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
): { readonly still: readonly FlowEdge[]; readonly moving: readonly FlowEdge[] } {
  const dragged = new Set(nodes.filter((node) => node.dragging === true).map((node) => node.id));
  if (dragged.size === 0) return { still: edges, moving: [] };
  const isMoving = (edge: FlowEdge): boolean => dragged.has(edge.source) || dragged.has(edge.target);
  return { still: edges.filter((edge) => !isMoving(edge)), moving: edges.filter(isMoving) };
}

/** Returns the nodes that edges hang on. */
export function endsOf(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): readonly FlowNode[] {
  const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return nodes.filter((node) => ends.has(node.id));
}

/** Returns the edges as paths: one for each type, apart those that are lit. */
export function bundleEdges(document: GraphDocument, { nodes, edges, isLit }: Drawn): readonly Bundle[] {
  const places = new Map(nodes.map((node) => [node.id, node]));
  const index = indexOf(document);
  const bundles = new Map<string, Omit<Bundle, "key" | "path"> & { readonly paths: string[] }>();
  for (const edge of edges) {
    const source = places.get(edge.source);
    const target = places.get(edge.target);
    const known = index.edges.get(edge.id);
    if (source === undefined || target === undefined || known === undefined) continue;
    const { node, port } = known.from;
    const type = portTypeOf(document, known.from, "source");
    const lit = (type === "boolean" || type === "event") && isLit(`${node}.${port}`);
    const key = `${type} ${lit}`;
    const bundle = bundles.get(key) ?? { type, isLit: lit, paths: [] };
    bundles.set(key, bundle);
    bundle.paths.push(pathOf(edge, { source, target, bends: document.ui.bends?.[edge.id] ?? noBends }));
  }
  return [...bundles].map(([key, { paths, ...bundle }]) => ({ key, ...bundle, path: paths.join("") }));
}

type Ends = { readonly source: FlowNode; readonly target: FlowNode; readonly bends: readonly Point[] };
const noBends: readonly Point[] = [];
const drawn = new WeakMap<FlowEdge, Ends & { readonly path: string }>();

/** A path is the same while the objects at its ends are. */
function pathOf(edge: FlowEdge, ends: Ends): string {
  const known = drawn.get(edge);
  if (known !== undefined && known.source === ends.source && known.target === ends.target && known.bends === ends.bends)
    return known.path;
  const start = endOf(ends.source, edge.sourceHandle, "source");
  const end = endOf(ends.target, edge.targetHandle, "target");
  const { path } = edgePath(start, ends.bends, end);
  drawn.set(edge, { ...ends, path });
  return path;
}

/** Returns where an edge ends: at its port; at a folded group, whose ports React Flow measures, in the middle of its side. */
function endOf(node: FlowNode, port: string | null | undefined, side: NodeHandle["type"]): Point {
  const { x, y } = node.position;
  const handle = node.handles?.find(({ id, type }) => id === port && type === side);
  if (handle === undefined) return { x: side === "source" ? x + (node.width ?? 0) : x, y: y + (node.height ?? 0) / 2 };
  return { x: x + handle.x + (handle.width ?? 0) / 2, y: y + handle.y + (handle.height ?? 0) / 2 };
}
