import type { GraphDocument } from "./document.ts";

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
  const nodes = document.nodes.map(({ label: _label, ...node }) => node).sort((a, b) => (a.id < b.id ? -1 : 1));
  const edges = document.edges.map(canonicalJson).sort();
  const parameters = document.parameters
    .map(({ label: _label, ...parameter }) => parameter)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const { format, settings, universe } = document;
  return canonicalJson({ format, settings, universe, parameters, nodes, edges });
}
