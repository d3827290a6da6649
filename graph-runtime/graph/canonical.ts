import type { Block, GraphDocument } from "./document.ts";

/** Writes JSON with sorted keys and without undefined members: equal meaning gives equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Returns the text over which the semantic hash runs: the document without looks, names and notes, its lists in a fixed order. */
export function semanticText(document: GraphDocument): string {
  const { format, settings, universe } = document;
  // a document without blocks has the text that it had before there were any
  const blocks = document.blocks?.length ? { blocks: document.blocks.map(blockText).sort() } : {};
  return canonicalJson({ format, settings, universe, ...blocks, ...graphMeaning(document) });
}

function blockText(block: Block): string {
  const { id, version, inputs, outputs } = block;
  const ports = [inputs, outputs].map((list) => list.map((port) => `${port.id}:${port.type}`));
  return canonicalJson({ id, version, ports, ...graphMeaning(block) });
}

function graphMeaning({ nodes, edges, parameters }: Pick<GraphDocument, "nodes" | "edges" | "parameters">) {
  return {
    nodes: nodes.map(({ label: _label, ...node }) => node).sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: edges.map(canonicalJson).sort(),
    parameters: parameters.map(({ label: _label, ...parameter }) => parameter).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
