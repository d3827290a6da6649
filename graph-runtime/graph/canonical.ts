import type { Block, GraphDocument } from "./document.ts";

/** Writes JSON with sorted keys and without undefined members: equal meaning gives equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) {
    let text = "[";
    for (let i = 0; i < value.length; i++) text += i === 0 ? canonicalJson(value[i]) : `,${canonicalJson(value[i])}`;
    return `${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const key of sortedKeys(members)) {
    const member = members[key];
    if (member !== undefined) text += `${text === "" ? "" : ","}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Most objects have a few keys, which stand in order or nearly so: that is quicker than a call of sort. */
function sortedKeys(members: object): string[] {
  const keys = Object.keys(members);
  if (keys.length > 16) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string;
    let at = i;
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** Ids and names need no escapes; the test of that is quicker than writing JSON. */
const plain = /^[\w .:@-]*$/;

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
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
