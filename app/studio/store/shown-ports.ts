import type { GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import type { Kind } from "../kinds/kind.ts";
import { definitionOf, type PortView, portsOf, shownInputs } from "./definitions.ts";
import { type DocumentIndex, indexOf, portKey } from "./document-index.ts";

/** A port as the canvas draws it: filled where an edge ends, hollow where it is open. */
export type ShownPort = PortView & { readonly connected: boolean };
export type ShownPorts = { readonly inputs: readonly ShownPort[]; readonly outputs: readonly ShownPort[] };

const none: ShownPorts = { inputs: [], outputs: [] };
// Nodes of a kind that are wired alike share one object: what it is drawn from changes only with what is drawn.
const known = new WeakMap<Kind, Map<string, ShownPorts>>();
const ofUnknownKinds = new WeakMap<GraphDocument, Map<string, ShownPorts>>();

/** Returns the ports that a node shows: all outputs and the inputs that there is a use for; folded, those that are wired. */
export function shownPortsOf(document: GraphDocument, node: GraphNode): ShownPorts {
  const definition = definitionOf(node, document);
  if (definition === undefined) return wiredPorts(document, node.id);
  const index = indexOf(document);
  const isFolded = document.ui.nodes[node.id]?.collapsed === true;
  const { inputs, outputs } = portsOf(definition);
  const isWiredIn = (port: PortView): boolean => index.incoming.has(portKey(node.id, port.id));
  const isWiredOut = (port: PortView): boolean => index.outgoing.has(portKey(node.id, port.id));
  const shownIn = isFolded ? inputs.filter(isWiredIn) : growing(shownInputs(document, node), isWiredIn);
  const shownOut = isFolded ? outputs.filter(isWiredOut) : outputs;
  const key = `${sign(shownIn, isWiredIn)}|${sign(shownOut, isWiredOut)}`;
  const ofKind = known.get(definition) ?? new Map<string, ShownPorts>();
  known.set(definition, ofKind);
  const present = ofKind.get(key);
  if (present !== undefined) return present;
  const shown: ShownPorts = {
    inputs: shownIn.map((port) => ({ ...port, connected: isWiredIn(port) })),
    outputs: shownOut.map((port) => ({ ...port, connected: isWiredOut(port) })),
  };
  ofKind.set(key, shown);
  return shown;
}

function sign(ports: readonly PortView[], isWired: (port: PortView) => boolean): string {
  return ports.map((port) => (isWired(port) ? `${port.id}*` : port.id)).join();
}

/** Of a run of spare inputs (a gate) those that are wired are shown and one more, so that it grows as it is used. */
function growing(inputs: readonly PortView[], isWired: (port: PortView) => boolean): readonly PortView[] {
  const start = inputs.findIndex((port) => port.spare === true);
  if (start < 0) return inputs;
  return inputs.slice(0, Math.max(start + 1, inputs.findLastIndex(isWired) + 2));
}

/** A kind that this version does not know shows the ports that the document wires, so that no edge is lost. */
function wiredPorts(document: GraphDocument, id: string): ShownPorts {
  const index = indexOf(document);
  const ofDocument = ofUnknownKinds.get(document) ?? new Map<string, ShownPorts>();
  ofUnknownKinds.set(document, ofDocument);
  const present = ofDocument.get(id);
  if (present !== undefined) return present;
  const found = endsAt(index, id);
  ofDocument.set(id, found);
  return found;
}

function endsAt(index: DocumentIndex, id: string): ShownPorts {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  for (const { from, to } of index.edges.values()) {
    if (to.node === id) inputs.add(to.port);
    if (from.node === id) outputs.add(from.port);
  }
  if (inputs.size + outputs.size === 0) return none;
  const view = (port: string): ShownPort => ({ id: port, label: port, type: null, optional: true, connected: true });
  return { inputs: [...inputs].map(view), outputs: [...outputs].map(view) };
}
