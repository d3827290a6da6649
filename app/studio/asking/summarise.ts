import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { documentRegistry } from "@/graph-runtime/nodes/document-registry.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { summaryKey } from "./summary-key.ts";

type Parameters = GraphDocument["parameters"];

/** Returns the one-line reading of every node of a strategy and of its blocks. */
export function summarise(document: GraphDocument): Map<string, string> {
  const kinds = documentRegistry(document, registry);
  const texts = new Map<string, string>();
  const read = (nodes: readonly GraphNode[], parameters: Parameters, block: string | null): void => {
    for (const node of nodes) {
      const definition = kinds.get(node.kind, node.version);
      if (definition === undefined) continue;
      const parsed = definition.params.safeParse(valuesOf(node, parameters));
      // Parameters that do not fit their schema: what the kind does, the problem is told elsewhere.
      const text = parsed.success ? definition.explain(parsed.data) : definition.meta.summary;
      texts.set(summaryKey(block, node.id), text);
    }
  };
  read(document.nodes, document.parameters, null);
  for (const { id, nodes, parameters } of document.blocks ?? []) read(nodes, parameters, id);
  return texts;
}

function valuesOf({ params }: GraphNode, parameters: Parameters): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => {
      if (typeof value !== "object" || Array.isArray(value)) return [key, value];
      return [key, parameters.find((parameter) => parameter.key === value.$param)?.default];
    }),
  );
}
