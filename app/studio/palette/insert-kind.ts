import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { addNode, type Position } from "../commands/add-node.ts";
import { type Command, type PortRef, sequence } from "../commands/command.ts";
import { connect } from "../commands/connect.ts";
import { insertOnEdge } from "../commands/insert-on-edge.ts";
import type { Kind } from "../kinds/kind.ts";
import { definitionOf, type PortSide, shownInputs } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import { fallbackPosition } from "../store/flow-model.ts";
import { nodeWidth } from "../store/node-shape.ts";
import { bestOutput, edgePorts, newNode, wirePort, withNode } from "./fit.ts";

export type Insertion = {
  /** Where the node goes; left out, it is placed beside what it is wired to. */
  readonly at?: Position;
  readonly wire?: { readonly origin: PortRef; readonly side: PortSide };
  readonly edge?: string;
  /** Nodes whose outputs the new node takes, in order. */
  readonly selection?: readonly string[];
  /** The middle of what is visible: where a node goes that nothing else places. */
  readonly centre: Position;
};

export type Inserted = { readonly command: Command; readonly id: string; readonly wired: number };

/** Returns the one command that inserts a kind and wires it to what it was asked for. */
export function insertKind(document: GraphDocument, definition: Kind, insertion: Insertion): Inserted {
  const node = newNode(document, definition);
  if (insertion.edge !== undefined) {
    const edge = indexOf(document).edges.get(insertion.edge);
    const ports = edgePorts(document, insertion.edge, node);
    if (edge !== undefined && ports !== null) {
      const at = insertion.at ?? insertion.centre;
      return { command: insertOnEdge(node, at, { edge, ...ports }), id: node.id, wired: 2 };
    }
  }
  const edges =
    insertion.wire === undefined
      ? edgesToSelection(document, node, insertion.selection ?? [])
      : edgesToWire(document, node, insertion.wire);
  const at =
    insertion.at ??
    freePlace(document, placeBeside(document, insertion.selection ?? [], edges, node.id) ?? insertion.centre);
  const commands = [addNode(node, at), ...edges.map((edge) => connect(edge.from, edge.to))];
  return { command: sequence(`Add ${definition.meta.title}`, commands), id: node.id, wired: edges.length };
}

type Ends = { readonly from: PortRef; readonly to: PortRef };

function edgesToWire(
  document: GraphDocument,
  node: GraphNode,
  wire: { readonly origin: PortRef; readonly side: PortSide },
): Ends[] {
  const port = wirePort(document, wire.origin, wire.side, node);
  if (port === null) return [];
  return [wire.side === "source" ? { from: wire.origin, to: port } : { from: port, to: wire.origin }];
}

/**
 * Feeds the node's inputs from the selected nodes. One selected node fills every required input it fits; several fill
 * one input each, in order. Where the selection feeds nothing, the node's output goes to a free input of the selection.
 */
function edgesToSelection(document: GraphDocument, node: GraphNode, selection: readonly string[]): Ends[] {
  const definition = definitionOf(node, document);
  if (definition === undefined || selection.length === 0) return [];
  let next = withNode(document, node);
  const edges: Ends[] = [];
  const add = (edge: Ends): void => {
    edges.push(edge);
    next = connect(edge.from, edge.to).apply(next);
  };
  const only = selection.length === 1 ? selection[0] : undefined;
  if (only !== undefined) {
    const inputs = shownInputs(next, node);
    const required = inputs.filter((port) => !port.optional);
    const wanted = required.length > 0 ? required : inputs.slice(0, 1);
    const names = new Set<string>();
    for (const port of wanted) {
      const to = { node: node.id, port: port.id };
      const from = bestOutput(next, only, to);
      // A second input of the same sort is left for the user: A and B of a comparison are not the same line.
      if (from === null || names.has(from.port)) continue;
      names.add(from.port);
      add({ from, to });
    }
    if (edges.length > 0) return edges;
    const target = indexOf(next).nodes.get(only);
    for (const port of target === undefined ? [] : shownInputs(next, target)) {
      const to = { node: only, port: port.id };
      if (indexOf(next).incoming.has(portKey(only, port.id))) continue;
      const from = bestOutput(next, node.id, to);
      if (from === null) continue;
      add({ from, to });
      return edges;
    }
    return edges;
  }
  for (const id of selection) {
    for (const port of shownInputs(next, node)) {
      const to = { node: node.id, port: port.id };
      if (indexOf(next).incoming.has(portKey(node.id, port.id))) continue;
      const from = bestOutput(next, id, to);
      if (from === null) continue;
      add({ from, to });
      break;
    }
  }
  return edges;
}

const gapAcross = 88;
const gapDown = 24;
const usualHeight = 136;

function placeBeside(
  document: GraphDocument,
  selection: readonly string[],
  edges: readonly Ends[],
  id: string,
): Position | null {
  const places = selection.map((other) => placeOf(document, other)).filter((place) => place !== null);
  if (places.length === 0) return null;
  const isUpstream = edges.length > 0 && edges.every((edge) => edge.from.node === id);
  const top = places.reduce((sum, place) => sum + place.y, 0) / places.length;
  return isUpstream
    ? { x: Math.min(...places.map((place) => place.x)) - nodeWidth - gapAcross, y: top }
    : { x: Math.max(...places.map((place) => place.x)) + nodeWidth + gapAcross, y: top };
}

/** Moves a place down until no node lies under it. */
export function freePlace(document: GraphDocument, wanted: Position): Position {
  const places = document.nodes.map((node) => placeOf(document, node.id)).filter((place) => place !== null);
  let y = wanted.y;
  for (let attempt = 0; attempt <= places.length; attempt += 1) {
    const hit = places.find(
      (place) => Math.abs(place.x - wanted.x) < nodeWidth && y < place.y + usualHeight && y + usualHeight > place.y,
    );
    if (hit === undefined) break;
    y = hit.y + usualHeight + gapDown;
  }
  return { x: wanted.x, y };
}

function placeOf(document: GraphDocument, id: string): Position | null {
  const order = document.nodes.findIndex((node) => node.id === id);
  return order === -1 ? null : (document.ui.nodes[id] ?? fallbackPosition(order));
}
