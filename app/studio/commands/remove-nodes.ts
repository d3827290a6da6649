import type { GraphDocument, GraphEdge } from "@/graph-runtime/graph/document.ts";
import type { Command, PortRef } from "./command.ts";
import { edgeId } from "./connect.ts";

/** Removes nodes and edges together. Edges of removed nodes go with them, so that none dangles. */
export function removeItems(nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string> = new Set()): Command {
  return { label: describe(nodeIds.size, edgeIds.size), apply: (document) => without(document, nodeIds, edgeIds) };
}

/**
 * Removes nodes and joins what was before them with what was after them.
 * `mayConnect` decides which of the new edges are legal in the document that is left.
 */
export function removeAndReconnect(
  nodeIds: ReadonlySet<string>,
  mayConnect: (document: GraphDocument, from: PortRef, to: PortRef) => boolean,
): Command {
  return {
    label: `Delete and reconnect ${nodeIds.size === 1 ? "node" : `${nodeIds.size} nodes`}`,
    apply: (document) => {
      let next = without(document, nodeIds, new Set());
      for (const edge of document.edges) {
        if (!nodeIds.has(edge.from.node) || nodeIds.has(edge.to.node)) continue;
        const source = sourcesBefore(document, edge.from.node, nodeIds).find((from) => mayConnect(next, from, edge.to));
        if (source !== undefined) next = { ...next, edges: [...next.edges, { from: source, to: edge.to }] };
      }
      return next;
    },
  };
}

function without(document: GraphDocument, nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string>): GraphDocument {
  const nodes = document.nodes.filter((node) => !nodeIds.has(node.id));
  const edges = document.edges.filter((edge) => !touches(edge, nodeIds) && !edgeIds.has(edgeId(edge)));
  if (nodes.length === document.nodes.length && edges.length === document.edges.length) return document;
  const positions = Object.fromEntries(Object.entries(document.ui.nodes).filter(([id]) => !nodeIds.has(id)));
  const groups = document.ui.groups.some((group) => group.nodes.some((id) => nodeIds.has(id)))
    ? document.ui.groups
        .map((group) => ({ ...group, nodes: group.nodes.filter((id) => !nodeIds.has(id)) }))
        .filter((group) => group.nodes.length > 0)
    : document.ui.groups;
  return { ...document, nodes, edges, ui: { ...document.ui, nodes: positions, groups } };
}

function touches(edge: GraphEdge, nodeIds: ReadonlySet<string>): boolean {
  return nodeIds.has(edge.from.node) || nodeIds.has(edge.to.node);
}

/** Returns the outputs that feed a removed node from outside the removed set, nearest first. */
function sourcesBefore(document: GraphDocument, node: string, removed: ReadonlySet<string>): PortRef[] {
  const found: PortRef[] = [];
  const seen = new Set<string>([node]);
  const queue = [node];
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    for (const edge of document.edges) {
      if (edge.to.node !== current) continue;
      if (!removed.has(edge.from.node)) found.push(edge.from);
      else if (!seen.has(edge.from.node)) {
        seen.add(edge.from.node);
        queue.push(edge.from.node);
      }
    }
  }
  return found;
}

function describe(nodes: number, edges: number): string {
  if (nodes === 0) return edges === 1 ? "Disconnect" : `Disconnect ${edges} edges`;
  return nodes === 1 ? "Delete node" : `Delete ${nodes} nodes`;
}
