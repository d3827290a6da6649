import type { GraphDocument, GraphEdge, GraphNode } from "@/graph-runtime/graph/document.ts";
import { edgeId } from "../commands/connect.ts";

export type DocumentIndex = {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** The edge that feeds an input, by `portKey`. */
  readonly incoming: ReadonlyMap<string, GraphEdge>;
  readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
};

const cache = new WeakMap<GraphDocument, DocumentIndex>();

export function portKey(node: string, port: string): string {
  return `${node}:${port}`;
}

/** Returns look-up maps for a document, built once per document. */
export function indexOf(document: GraphDocument): DocumentIndex {
  const known = cache.get(document);
  if (known !== undefined) return known;
  const outgoing = new Map<string, GraphEdge[]>();
  for (const edge of document.edges) {
    const key = portKey(edge.from.node, edge.from.port);
    const list = outgoing.get(key);
    if (list === undefined) outgoing.set(key, [edge]);
    else list.push(edge);
  }
  const index: DocumentIndex = {
    nodes: new Map(document.nodes.map((node) => [node.id, node])),
    incoming: new Map(document.edges.map((edge) => [portKey(edge.to.node, edge.to.port), edge])),
    outgoing,
    edges: new Map(document.edges.map((edge) => [edgeId(edge), edge])),
  };
  cache.set(document, index);
  return index;
}
