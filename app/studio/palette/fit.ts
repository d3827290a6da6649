import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import type { PortRef } from "../commands/command.ts";
import { edgeId } from "../commands/connect.ts";
import { freshId } from "../commands/fresh-id.ts";
import type { Kind } from "../kinds/kind.ts";
import { definitionOf, type PortSide, portsOf, shownInputs } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import { canJoin } from "../wiring/can-join.ts";

/** Returns a node as it would be inserted, under an id that no document bears: to try connections without changing anything. */
export function trialNode(definition: Kind): GraphNode {
  return { id: "trial-of-the-palette", kind: definition.kind, version: definition.version, params: {} };
}

export function newNode(document: GraphDocument, definition: Kind): GraphNode {
  return { id: freshId(document, definition.kind), kind: definition.kind, version: definition.version, params: {} };
}

export function withNode(document: GraphDocument, node: GraphNode): GraphDocument {
  return { ...document, nodes: [...document.nodes, node] };
}

/**
 * Returns the output that suits an input best: one of the same name, else the close of market columns, else the first
 * that may be connected.
 */
export function bestOutput(document: GraphDocument, nodeId: string, input: PortRef): PortRef | null {
  const node = indexOf(document).nodes.get(nodeId);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  if (definition === undefined) return null;
  const allowed = portsOf(definition).outputs.filter(
    (port) => canJoin(document, { node: nodeId, port: port.id }, input).allowed,
  );
  const best =
    allowed.find((port) => port.id === input.port) ??
    allowed.find((port) => port.id === definition.close) ??
    allowed[0];
  return best === undefined ? null : { node: nodeId, port: best.id };
}

/** Returns the input of a node that an output suits: a free one before a taken one, one of the same name before others. */
export function bestInput(document: GraphDocument, output: PortRef, nodeId: string): PortRef | null {
  const node = indexOf(document).nodes.get(nodeId);
  if (node === undefined) return null;
  const incoming = indexOf(document).incoming;
  const allowed = shownInputs(document, node).filter(
    (port) => canJoin(document, output, { node: nodeId, port: port.id }).allowed,
  );
  const free = allowed.filter((port) => !incoming.has(portKey(nodeId, port.id)));
  const best = free.find((port) => port.id === output.port) ?? free[0] ?? allowed[0];
  return best === undefined ? null : { node: nodeId, port: best.id };
}

/** Returns the port of a node that is not yet in the document at which an edge from `origin` may end. */
export function wirePort(document: GraphDocument, origin: PortRef, side: PortSide, node: GraphNode): PortRef | null {
  const next = withNode(document, node);
  return side === "source" ? bestInput(next, origin, node.id) : bestOutput(next, node.id, origin);
}

/** Returns the two ports by which a new node can go into an edge, or null where it does not fit. */
export function edgePorts(
  document: GraphDocument,
  id: string,
  node: GraphNode,
): { readonly inputPort: string; readonly outputPort: string } | null {
  const edge = indexOf(document).edges.get(id);
  if (edge === undefined) return null;
  const opened = withNode({ ...document, edges: document.edges.filter((other) => edgeId(other) !== id) }, node);
  const input = bestInput(opened, edge.from, node.id);
  const output = bestOutput(opened, node.id, edge.to);
  return input === null || output === null ? null : { inputPort: input.port, outputPort: output.port };
}
