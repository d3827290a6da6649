import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { definitionOf, resolvedParams } from "../store/definitions.ts";

/** Returns the names of the signals that nodes of the strategy, and of its blocks, listen to. */
export function signalNames(document: GraphDocument): string[] {
  const nodes = [...document.nodes, ...(document.blocks ?? []).flatMap((block) => block.nodes)];
  const names = nodes.flatMap((node) => {
    const key = definitionOf(node, document)?.signal;
    return key === undefined ? [] : [String(resolvedParams(document, node)[key])];
  });
  return [...new Set(names)];
}
