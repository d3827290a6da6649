import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";

/** Returns the nodes so that each comes after what feeds it; among equals, and within circles, in the document's order. */
export function topologicalOrder(document: GraphDocument): readonly GraphNode[] {
  const waiting = new Map<string, number>(document.nodes.map((node) => [node.id, 0]));
  const feeds = new Map<string, string[]>();
  for (const { from, to } of document.edges) {
    if (!waiting.has(from.node) || !waiting.has(to.node)) continue;
    waiting.set(to.node, (waiting.get(to.node) ?? 0) + 1);
    feeds.set(from.node, [...(feeds.get(from.node) ?? []), to.node]);
  }
  const position = new Map(document.nodes.map((node, index) => [node.id, index]));
  const ready = document.nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id);
  const order: string[] = [];
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const next of feeds.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
    ready.sort((left, right) => (position.get(left) ?? 0) - (position.get(right) ?? 0));
  }
  const placed = new Set(order);
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  return [
    ...order.map((id) => byId.get(id)).filter((node) => node !== undefined),
    ...document.nodes.filter((node) => !placed.has(node.id)),
  ];
}
