import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";

let last: GraphDocument | null = null;

/**
 * Returns a document that is wired like the one given, and the same one for as long as no edit changes what is wired or what
 * it is called: a dragged number does not draw the menus of hundreds of ports again. Its parameters may be older ones.
 */
export function wiringOf(document: GraphDocument): GraphDocument {
  if (last === null || !isWiredAlike(last, document)) last = document;
  return last;
}

function isWiredAlike(one: GraphDocument, other: GraphDocument): boolean {
  return (
    one === other ||
    (one.edges === other.edges &&
      one.blocks === other.blocks &&
      one.nodes.length === other.nodes.length &&
      one.nodes.every((node, index) => isNamedAlike(node, other.nodes[index])))
  );
}

function isNamedAlike(one: GraphNode, other: GraphNode | undefined): boolean {
  return (
    one === other ||
    (one.id === other?.id && one.kind === other.kind && one.version === other.version && one.label === other.label)
  );
}
