import type { GraphDocument, GraphNode, ParamValue } from "../graph/document.ts";
import { referenceOf } from "./param-reference.ts";

/** A line of the listing, and the node that it is about. */
export type ListingLine = { readonly text: string; readonly nodeId: string | null };

const RESERVED = new Set(
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with let static yield await async implements interface package private protected public arguments eval undefined NaN Infinity knobs settings universe later".split(
    " ",
  ),
);

/**
 * Writes a document as TypeScript to be read: one call per node, in the order in which they run, its parameters first and
 * then what is wired to it. Every line of a node names it, so that line and node can be shown together.
 */
export function listProgram(document: GraphDocument): ListingLine[] {
  const nodes = inOrder(document);
  const families = [...new Set(nodes.map((node) => familyOf(node.kind)))].sort();
  const names = nameNodes(nodes, families);
  const isDeclared = new Set<string>();
  const body: ListingLine[] = [];
  let needsLater = false;
  const sources = new Map<string, Map<string, string>>();
  for (const { from, to } of document.edges) {
    const inputs = sources.get(to.node) ?? new Map<string, string>();
    inputs.set(to.port, `${from.node}\n${from.port}`);
    sources.set(to.node, inputs);
  }
  for (const node of nodes) {
    const inputs = [...(sources.get(node.id) ?? [])].flatMap(([port, source]) => {
      const [id = "", output = ""] = source.split("\n");
      const name = names.get(id);
      if (name === undefined) return [];
      const value = `${name}${member(output)}`;
      if (isDeclared.has(id)) return [`${property(port)}: ${value}`];
      needsLater = true;
      return [`${property(port)}: later(() => ${value})`];
    });
    const params = Object.entries(node.params).map(([key, value]) => `${property(key)}: ${literal(value)}`);
    const given = [braces(params), ...(inputs.length === 0 ? [] : [braces(inputs)])].join(", ");
    const call = `${callee(node.kind)}(${params.length + inputs.length === 0 ? "" : given})`;
    const title = node.label === undefined ? "" : `${comment(node.label)}`;
    const notes = [title, node.muted === true ? "muted" : ""].filter((note) => note !== "").join(", ");
    body.push({ text: `const ${names.get(node.id)} = ${call};${notes === "" ? "" : ` // ${notes}`}`, nodeId: node.id });
    isDeclared.add(node.id);
  }
  const plain = (text: string): ListingLine => ({ text, nodeId: null });
  const imports = [...families.map(identifier), ...(needsLater ? ["later"] : [])];
  return [
    plain(`// ${comment(document.name)}. To be read: the graph is the program.`),
    ...(imports.length === 0 ? [] : [plain(`import { ${[...new Set(imports)].join(", ")} } from "quantloom";`)]),
    plain(""),
    plain(`export const universe = ${JSON.stringify(document.universe)};`),
    plain(`export const settings = ${JSON.stringify(document.settings)};`),
    ...(document.parameters.length === 0
      ? []
      : [
          plain(
            `export const knobs = ${braces(document.parameters.map(({ key, default: value }) => `${property(key)}: ${JSON.stringify(value)}`))};`,
          ),
        ]),
    plain(""),
    ...body,
  ];
}

function familyOf(kind: string): string {
  return kind.split(".")[0] ?? kind;
}

function callee(kind: string): string {
  const [family = "", ...rest] = kind.split(".");
  return `${identifier(family)}${rest.map((part) => member(camel(part))).join("")}`;
}

/** Nodes so that each comes after what feeds it; within circles in the document's order. */
function inOrder(document: GraphDocument): readonly GraphNode[] {
  const known = new Set(document.nodes.map((node) => node.id));
  const feeds = new Map<string, string[]>();
  const open = new Map(document.nodes.map((node) => [node.id, 0]));
  for (const { from, to } of document.edges) {
    if (!known.has(from.node) || !known.has(to.node)) continue;
    open.set(to.node, (open.get(to.node) ?? 0) + 1);
    const next = feeds.get(from.node);
    if (next) next.push(to.node);
    else feeds.set(from.node, [to.node]);
  }
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const queue = document.nodes.filter((node) => open.get(node.id) === 0).map((node) => node.id);
  for (let at = 0; at < queue.length; at++) {
    for (const next of feeds.get(queue[at] ?? "") ?? []) {
      const left = (open.get(next) ?? 0) - 1;
      open.set(next, left);
      if (left === 0) queue.push(next);
    }
  }
  const placed = new Set(queue);
  const rest = document.nodes.filter((node) => !placed.has(node.id));
  return [...queue.flatMap((id) => byId.get(id) ?? []), ...rest];
}

function nameNodes(nodes: readonly GraphNode[], families: readonly string[]): Map<string, string> {
  const taken = new Set(families.map(identifier));
  const names = new Map<string, string>();
  for (const { id } of nodes) {
    const wanted = identifier(camel(id));
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

function camel(text: string): string {
  return text.replaceAll(/-+([A-Za-z0-9])/g, (_, next: string) => next.toUpperCase()).replaceAll("-", "");
}

function identifier(text: string): string {
  const legal = text.replaceAll(/[^A-Za-z0-9_$]/g, "_");
  return legal === "" || /^\d/.test(legal) || RESERVED.has(legal) ? `_${legal}` : legal;
}

function member(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function property(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && name !== "__proto__" ? name : `[${JSON.stringify(name)}]`;
}

function literal(value: ParamValue): string {
  const reference = referenceOf(value);
  return reference === null ? JSON.stringify(value) : `knobs${member(reference)}`;
}

function braces(parts: readonly string[]): string {
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/** A text that stays on its line. */
function comment(text: string): string {
  return text.replaceAll(/[\s\u2028\u2029]+/g, " ");
}
