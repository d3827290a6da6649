import { z } from "zod";
import type { GraphDocument, GraphNode, PortReference } from "@/graph-runtime/graph/document.ts";
import { documentRegistry } from "@/graph-runtime/nodes/document-registry.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/);
const Port = z.string().regex(/^[A-Za-z0-9_-]{1,80}\.[A-Za-z0-9_-]{1,80}$/, 'expected "node.port"');
const Params = z.record(z.string().max(80), z.union([z.number(), z.string().max(2000), z.boolean()]));

/** One change that a model may propose. There is no other way for it to touch a strategy. */
const Change = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("add"), id: Id, kind: z.string().max(120), params: Params.default({}) }),
  z.strictObject({ op: z.literal("set"), id: Id, params: Params }),
  z.strictObject({ op: z.literal("remove"), id: Id }),
  z.strictObject({ op: z.literal("connect"), from: Port, to: Port }),
  z.strictObject({ op: z.literal("disconnect"), to: Port }),
]);
type Change = z.infer<typeof Change>;

export const Proposal = z.strictObject({
  explanation: z.string().max(4_000),
  changes: z.array(Change).min(1).max(200),
});
export type Proposal = z.infer<typeof Proposal>;

export type Applied = { readonly document: GraphDocument; readonly problems: readonly string[] };

const COLUMN = 288;
const ROW = 240;

/** Applies what was proposed to a copy of the document; what cannot be applied is told and left out. */
export function applyProposal(document: GraphDocument, { changes }: Proposal): Applied {
  const problems: string[] = [];
  let next = document;
  for (const change of changes) {
    const result = applyChange(next, change);
    if (typeof result === "string") problems.push(result);
    else next = result;
  }
  return { document: place(next, document), problems };
}

function applyChange(document: GraphDocument, change: Change): GraphDocument | string {
  const index = "id" in change ? document.nodes.findIndex((node) => node.id === change.id) : -1;
  switch (change.op) {
    case "add": {
      if (index >= 0) return `There is a node "${change.id}" already; choose another id.`;
      const definition = documentRegistry(document, registry).get(change.kind);
      if (!definition || definition.internal) return `There is no kind "${change.kind}".`;
      const node: GraphNode = { id: change.id, kind: change.kind, version: definition.version, params: change.params };
      return { ...document, nodes: [...document.nodes, node] };
    }
    case "set": {
      const node = document.nodes[index];
      if (node === undefined) return `There is no node "${change.id}" to set.`;
      return {
        ...document,
        nodes: document.nodes.with(index, { ...node, params: { ...node.params, ...change.params } }),
      };
    }
    case "remove": {
      if (index < 0) return `There is no node "${change.id}" to remove.`;
      return {
        ...document,
        nodes: document.nodes.toSpliced(index, 1),
        edges: document.edges.filter(({ from, to }) => from.node !== change.id && to.node !== change.id),
      };
    }
    case "connect": {
      const to = readPort(change.to);
      return { ...document, edges: [...withoutInput(document, to), { from: readPort(change.from), to }] };
    }
    case "disconnect": {
      const edges = withoutInput(document, readPort(change.to));
      return edges.length === document.edges.length ? `Nothing is connected to ${change.to}.` : { ...document, edges };
    }
  }
}

function readPort(text: string): PortReference {
  const dot = text.indexOf(".");
  return { node: text.slice(0, dot), port: text.slice(dot + 1) };
}

function withoutInput(document: GraphDocument, input: PortReference): GraphDocument["edges"] {
  return document.edges.filter(({ to }) => to.node !== input.node || to.port !== input.port);
}

/** Puts new nodes to the right of what feeds them, where nothing stands yet; what went away takes its place along. */
function place(document: GraphDocument, before: GraphDocument): GraphDocument {
  const known = new Set(before.nodes.map((node) => node.id));
  const kept = document.nodes.filter((node) => known.has(node.id));
  const nodes = Object.fromEntries(kept.flatMap(({ id }) => (before.ui.nodes[id] ? [[id, before.ui.nodes[id]]] : [])));
  const isTaken = (x: number, y: number): boolean =>
    Object.values(nodes).some((other) => Math.abs(other.x - x) < 240 && Math.abs(other.y - y) < 200);
  for (const { id } of document.nodes) {
    if (nodes[id] !== undefined) continue;
    const sources = document.edges.filter(({ to }) => to.node === id).flatMap(({ from }) => nodes[from.node] ?? []);
    const x = sources.length === 0 ? 0 : Math.max(...sources.map((source) => source.x)) + COLUMN;
    let y = sources.length === 0 ? 0 : Math.min(...sources.map((source) => source.y));
    while (isTaken(x, y)) y += ROW;
    nodes[id] = { x, y };
  }
  return { ...document, ui: { ...document.ui, nodes } };
}
