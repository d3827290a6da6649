import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";

/** A document as it is sent to the worker: whole, or by the nodes that are others, so that a dragged number stays a small message. */
export type DocumentEdit =
  | { readonly kind: "whole"; readonly document: GraphDocument }
  | { readonly kind: "nodes"; readonly nodes: readonly (readonly [place: number, node: GraphNode])[] };

/** Returns what turns a document into the next one. Documents share what an edit left alone. */
export function editBetween(before: GraphDocument | null, after: GraphDocument): DocumentEdit {
  if (before === null || !differsInNodesOnly(before, after)) return { kind: "whole", document: after };
  const nodes = after.nodes.flatMap((node, place) => (node === before.nodes[place] ? [] : [[place, node] as const]));
  return { kind: "nodes", nodes };
}

/** Returns the document that an edit makes of the one before. */
export function withEdit(before: GraphDocument | null, edit: DocumentEdit): GraphDocument {
  if (edit.kind === "whole") return edit.document;
  if (before === null) throw new Error("an edit of nodes came before the document that it is about");
  const others = new Map(edit.nodes);
  return { ...before, nodes: before.nodes.map((node, place) => others.get(place) ?? node) };
}

function differsInNodesOnly(before: GraphDocument, after: GraphDocument): boolean {
  const rest = ({ nodes: _nodes, ...members }: GraphDocument): readonly (readonly [string, unknown])[] =>
    Object.entries(members);
  const [old, now] = [new Map(rest(before)), rest(after)];
  return (
    before.nodes.length === after.nodes.length &&
    old.size === now.length &&
    now.every(([key, value]) => old.get(key) === value)
  );
}
