import { BLOCK_INPUTS, BLOCK_OUTPUTS } from "@/graph-runtime/graph/block-ports.ts";
import type { Block, GraphDocument, GraphEdge, GraphNode, ParameterReference } from "@/graph-runtime/graph/document.ts";
import { blockKind } from "@/graph-runtime/nodes/block-kind.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import type { Command, PortRef } from "../commands/command.ts";
import { freshId } from "../commands/fresh-id.ts";
import { definitionOf, type PortSide, portsOf, portTypeOf } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import { freshBlockId, freshPortId } from "./fresh-block-id.ts";
import { isInterfaceNode } from "./scope.ts";

export type MadeBlock = { readonly command: Command; readonly id: string } | { readonly reason: string };

/**
 * Returns the command that puts nodes into a new block and one node in their place; or why these nodes cannot be one.
 * What fed them becomes the block's inputs, what they feed its outputs, and the knobs they read its parameters.
 */
export function makeBlock(document: GraphDocument, chosen: readonly string[], title: string): MadeBlock {
  const ids = new Set(chosen.filter((id) => !isInterfaceNode(id)));
  const nodes = document.nodes.filter((node) => ids.has(node.id));
  if (nodes.length === 0) return { reason: "Select the nodes that the block shall hold." };
  const between = nodeBetween(document, ids);
  if (between !== null)
    return {
      reason: `${between} is fed by the selection and feeds it: select it too, or the block would feed itself.`,
    };

  const made = interfaceOf(document, nodes, ids);
  if (made === null) return { reason: "A node of an unknown kind is wired to the selection: remove it first." };
  const parameters = document.parameters.filter((knob) => nodes.some((node) => reads(node, knob.key)));
  const id = freshBlockId(document, title);
  const block: Block = {
    id,
    version: 1,
    title,
    inputs: made.inputs.map(({ id: port, label, type }) => ({ id: port, label, type })),
    outputs: made.outputs.map(({ id: port, label, type }) => ({ id: port, label, type })),
    parameters,
    nodes,
    edges: made.innerEdges,
    ui: {
      nodes: Object.fromEntries(Object.entries(document.ui.nodes).filter(([node]) => ids.has(node))),
      notes: [],
      groups: document.ui.groups.filter((group) => group.nodes.every((node) => ids.has(node))),
    },
  };
  const kind = blockKind(id);
  const node: GraphNode = {
    id: freshId(document, kind),
    kind,
    version: 1,
    params: Object.fromEntries(parameters.map(({ key }) => [key, { $param: key } satisfies ParameterReference])),
  };
  const outer = made.outerEdges.map((edge) => ({ from: placed(edge.from, node.id), to: placed(edge.to, node.id) }));
  return {
    id: node.id,
    command: { label: `Make block ${title}`, apply: (present) => fold(present, { ids, block, node, outer }) },
  };
}

type Port = { readonly id: string; readonly label: string; readonly type: PortType };
/** An end at the block itself bears this id until the block's node has one. */
const SELF = "";

function placed(end: PortRef, id: string): PortRef {
  return end.node === SELF ? { node: id, port: end.port } : end;
}

function fold(
  present: GraphDocument,
  { ids, block, node, outer }: { ids: ReadonlySet<string>; block: Block; node: GraphNode; outer: readonly GraphEdge[] },
): GraphDocument {
  if (present.nodes.some((other) => other.id === node.id)) return present;
  const places = [...ids].map((id) => present.ui.nodes[id]).filter((place) => place !== undefined);
  const middle = {
    x: places.length === 0 ? 0 : (Math.min(...places.map(({ x }) => x)) + Math.max(...places.map(({ x }) => x))) / 2,
    y: places.length === 0 ? 0 : (Math.min(...places.map(({ y }) => y)) + Math.max(...places.map(({ y }) => y))) / 2,
  };
  const place = { x: Math.round(middle.x / 8) * 8, y: Math.round(middle.y / 8) * 8 };
  return {
    ...present,
    nodes: [...present.nodes.filter((other) => !ids.has(other.id)), node],
    edges: [...present.edges.filter((edge) => !ids.has(edge.from.node) && !ids.has(edge.to.node)), ...outer],
    blocks: [...(present.blocks ?? []), block],
    ui: {
      ...present.ui,
      nodes: {
        ...Object.fromEntries(Object.entries(present.ui.nodes).filter(([id]) => !ids.has(id))),
        [node.id]: place,
      },
      groups: present.ui.groups
        .map((group) => ({ ...group, nodes: group.nodes.filter((id) => !ids.has(id)) }))
        .filter((group) => group.nodes.length > 0),
    },
  };
}

function interfaceOf(document: GraphDocument, nodes: readonly GraphNode[], ids: ReadonlySet<string>) {
  const inputs = new Map<string, Port>();
  const outputs = new Map<string, Port>();
  const innerEdges: GraphEdge[] = [];
  const outerEdges: GraphEdge[] = [];
  /** Returns the block's port for a key, made when it is first needed; null where its type is not known. */
  const portFor = (ports: Map<string, Port>, key: string, end: PortRef, side: PortSide): Port | null => {
    const known = ports.get(key);
    if (known !== undefined) return known;
    const type = portTypeOf(document, end, side);
    if (type === null) return null;
    const port = { id: freshPortId(ports.values(), end.port), label: labelOf(document, end, side), type };
    ports.set(key, port);
    return port;
  };
  for (const edge of document.edges) {
    const [starts, ends] = [ids.has(edge.from.node), ids.has(edge.to.node)];
    if (starts && ends) innerEdges.push(edge);
    else if (ends) {
      const key = portKey(edge.from.node, edge.from.port);
      const isNew = !inputs.has(key);
      const port = portFor(inputs, key, edge.from, "source");
      if (port === null) return null;
      innerEdges.push({ from: { node: BLOCK_INPUTS, port: port.id }, to: edge.to });
      if (isNew) outerEdges.push({ from: edge.from, to: { node: SELF, port: port.id } });
    } else if (starts) {
      const key = portKey(edge.from.node, edge.from.port);
      const isNew = !outputs.has(key);
      const port = portFor(outputs, key, edge.from, "source");
      if (port === null) return null;
      if (isNew) innerEdges.push({ from: edge.from, to: { node: BLOCK_OUTPUTS, port: port.id } });
      outerEdges.push({ from: { node: SELF, port: port.id }, to: edge.to });
    }
  }
  const { incoming, outgoing } = indexOf(document);
  for (const node of nodes) {
    const definition = definitionOf(node, document);
    const ports = definition === undefined ? { inputs: [], outputs: [] } : portsOf(definition);
    // What is still open inside stays open outside: nobody could wire it otherwise.
    for (const input of ports.inputs) {
      const end = { node: node.id, port: input.id };
      if (input.optional || incoming.has(portKey(node.id, input.id))) continue;
      const port = portFor(inputs, `open ${portKey(node.id, input.id)}`, end, "target");
      if (port !== null) innerEdges.push({ from: { node: BLOCK_INPUTS, port: port.id }, to: end });
    }
    if (ports.outputs.some((output) => outgoing.has(portKey(node.id, output.id)))) continue;
    for (const output of ports.outputs) {
      const end = { node: node.id, port: output.id };
      const port = portFor(outputs, portKey(node.id, output.id), end, "source");
      if (port !== null) innerEdges.push({ from: end, to: { node: BLOCK_OUTPUTS, port: port.id } });
    }
  }
  return { inputs: [...inputs.values()], outputs: [...outputs.values()], innerEdges, outerEdges };
}

function labelOf(document: GraphDocument, end: PortRef, side: PortSide): string {
  const node = indexOf(document).nodes.get(end.node);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  const ports = definition === undefined ? undefined : portsOf(definition);
  const list = (side === "source" ? ports?.outputs : ports?.inputs) ?? [];
  const label = list.find((port) => port.id === end.port)?.label ?? end.port;
  // "Value" says nothing once it stands beside others: a node of one output is known by its name.
  const isOnly = list.length === 1 && side === "source";
  return (isOnly ? (node?.label ?? definition?.meta.title ?? label) : label).slice(0, 120);
}

function reads(node: GraphNode, key: string): boolean {
  return Object.values(node.params).some(
    (value) => typeof value === "object" && !Array.isArray(value) && value.$param === key,
  );
}

/** Returns the name of a node outside of the set that lies on a way from it back into it. */
function nodeBetween(document: GraphDocument, ids: ReadonlySet<string>): string | null {
  const next = new Map<string, string[]>();
  for (const { from, to } of document.edges) next.set(from.node, [...(next.get(from.node) ?? []), to.node]);
  const outside = new Set<string>();
  for (const id of ids) for (const other of next.get(id) ?? []) if (!ids.has(other)) outside.add(other);
  for (const id of outside) {
    for (const other of next.get(id) ?? []) {
      if (!ids.has(other)) {
        outside.add(other);
        continue;
      }
      const node = indexOf(document).nodes.get(id);
      return node === undefined ? id : (node.label ?? definitionOf(node, document)?.meta.title ?? id);
    }
  }
  return null;
}
