import type { GraphDocument } from "../graph/document.ts";
import { documentRegistry } from "../nodes/document-registry.ts";
import { registry } from "../nodes/registry.ts";
import { inlineBlocks } from "./inline-blocks.ts";
import { type ResolvedNode, resolveNodes } from "./resolve-nodes.ts";
import { type Wiring, wire } from "./wire.ts";

/** One sentence of the reading, and the node that it is about. */
export type RuleReading = { readonly nodeId: string; readonly text: string };

const MAX_DEPTH = 24;

/** Reads a document aloud: one bracketed sentence for each order and each protection. Unfinished parts read as "...". */
export function explain(document: GraphDocument): RuleReading[] {
  const own = documentRegistry(document, registry);
  const graph = inlineBlocks(document, own, []);
  const nodes = resolveNodes({ document, graph, registry: own, overrides: {} }, []);
  const wiring = wire(graph, nodes, []);
  const readings: RuleReading[] = [];
  for (const node of nodes.values()) {
    const { definition } = node;
    if (!definition.protection && !definition.triggers) continue;
    const graph = { nodes, wiring };
    const order = definition.explain(node.params, readWired(node, graph));
    if (definition.protection) readings.push({ nodeId: shownOf(node.id), text: `${order}.` });
    if (!definition.triggers) continue;
    const triggers = definition.triggers.map((port) => read(node.id, port, graph, 0));
    const verb = triggers.length > 0 ? ` when ${triggers.join(" or ")}` : "";
    readings.push({ nodeId: shownOf(node.id), text: `${order}${verb}.` });
  }
  return readings;
}

/** The node on the canvas: a node inside a block is named "block/inner". */
function shownOf(id: string): string {
  return id.split("/")[0] ?? id;
}

/** What is wired to the inputs that stand for a parameter, such as a size or a distance. */
function readWired({ id, definition }: ResolvedNode, graph: Graph): Record<string, string> {
  const ports = Object.keys(definition.inputs).filter((port) => !definition.triggers?.includes(port));
  const wired = ports.filter((port) => graph.wiring.get(id)?.has(port));
  return Object.fromEntries(wired.map((port) => [port, inBrackets(read(id, port, graph, 0))]));
}

function inBrackets(text: string): string {
  return text.startsWith("(") || !text.includes(" ") ? text : `(${text})`;
}

type Graph = { readonly nodes: ReadonlyMap<string, ResolvedNode>; readonly wiring: Wiring };

function read(nodeId: string, port: string, graph: Graph, depth: number): string {
  const source = graph.wiring.get(nodeId)?.get(port);
  if (!source || depth > MAX_DEPTH) return "...";
  const node = graph.nodes.get(source.node);
  if (!node) return "...";
  const { definition, params } = node;
  const wired = Object.keys(definition.inputs).filter((input) => graph.wiring.get(node.id)?.has(input));
  const manyOutputs = Object.keys(definition.outputs).length > 1;
  const output = definition.outputs[source.port];
  if (wired.length === 0 && manyOutputs && output) {
    const label = output.label.toLowerCase();
    return definition.clock ? `${definition.phrase?.(params, []) ?? definition.clock(params)} ${label}` : label;
  }
  if (wired.length === 0) return definition.explain(params);
  const parts = wired.map((input) => read(node.id, input, graph, depth + 1));
  const phrase = definition.phrase?.(params, parts);
  if (phrase !== undefined) return `(${phrase})`;
  const named =
    manyOutputs && output ? `${definition.explain(params)} ${output.label.toLowerCase()}` : definition.explain(params);
  return `${named} of ${parts.join(", ")}`;
}
