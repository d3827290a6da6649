import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { drawGraph, edgeKey, type Fate, type Picture } from "./draw-graph.ts";
import type { PictureTheme } from "./picture-palette.ts";

/** Draws both versions over each other: what is new, what changed and what goes away stands out, each with its word. */
export function drawChanges(before: GraphDocument, after: GraphDocument, theme: PictureTheme): Picture {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const present = new Set(after.nodes.map((node) => node.id));
  const oldEdges = new Set(before.edges.map(edgeKey));
  const edgesNow = new Set(after.edges.map(edgeKey));
  const nodes = new Map<string, Fate>();
  const edges = new Map<string, Fate>();
  for (const node of after.nodes) {
    const was = old.get(node.id);
    if (was === undefined) nodes.set(node.id, "added");
    else if (JSON.stringify([was.kind, was.params, was.muted]) !== JSON.stringify([node.kind, node.params, node.muted]))
      nodes.set(node.id, "changed");
  }
  const goneNodes = before.nodes.filter((node) => !present.has(node.id));
  const goneEdges = before.edges.filter((edge) => !edgesNow.has(edgeKey(edge)));
  for (const { id } of goneNodes) nodes.set(id, "removed");
  for (const edge of after.edges) if (!oldEdges.has(edgeKey(edge))) edges.set(edgeKey(edge), "added");
  for (const edge of goneEdges) edges.set(edgeKey(edge), "removed");
  const both: GraphDocument = {
    ...after,
    nodes: [...after.nodes, ...goneNodes],
    edges: [...after.edges, ...goneEdges],
    ui: { ...after.ui, nodes: { ...before.ui.nodes, ...after.ui.nodes } },
  };
  return drawGraph(both, theme, { nodes, edges });
}
