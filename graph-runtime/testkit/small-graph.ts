import type { GraphDocumentInput, GraphNode } from "../graph/document.ts";
import { registry } from "../nodes/registry.ts";

type Short = { readonly kind: string; readonly params?: GraphNode["params"] };

/** Writes a document from nodes by id and wires "node.port > node.port". */
export function smallGraph(
  nodes: Readonly<Record<string, Short>>,
  wires: readonly string[],
  rest: Partial<GraphDocumentInput> = {},
): GraphDocumentInput {
  const end = (text: string): { node: string; port: string } => {
    const [node = "", port = ""] = text.trim().split(".");
    return { node, port };
  };
  return {
    format: "quantloom.graph/1",
    name: "small",
    universe: ["TEST"],
    nodes: Object.entries(nodes).map(([id, { kind, params }]) => ({
      id,
      kind,
      version: registry.get(kind)?.version ?? 1,
      params: params ?? {},
    })),
    edges: wires.map((wire) => {
      const [from = "", to = ""] = wire.split(">");
      return { from: end(from), to: end(to) };
    }),
    ...rest,
  };
}
