import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { ConnectAnswer } from "@/graph-runtime/nodes/check-connection.ts";
import { assignable, type PortType } from "@/graph-runtime/nodes/port-type.ts";
import type { PortRef } from "../commands/command.ts";
import { definitionOf, type PortSide, portsOf, portTypeOf, shownInputs } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import { canJoin } from "./can-join.ts";

export type Verdict = ConnectAnswer;

export function opposite(side: PortSide): PortSide {
  return side === "source" ? "target" : "source";
}

export function verdictKey(side: PortSide, port: PortRef): string {
  return `${side}|${portKey(port.node, port.port)}`;
}

/** Tells whether two ports, taken in either order, may be joined. */
export function judge(document: GraphDocument, origin: PortRef, side: PortSide, other: PortRef): Verdict {
  return side === "source" ? canJoin(document, origin, other) : canJoin(document, other, origin);
}

/** Tells whether an edge from `origin` may end at a port, without the words: `judge` says why not. */
export type Fit = { readonly allowed: boolean; readonly conversion?: "edge" };

const refused: Fit = { allowed: false };

/**
 * Returns how every port at the far side fits, for a whole canvas at once: what would close a circle is found by one
 * walk over the graph. It agrees with `canJoin` port for port.
 */
export function fitsFrom(document: GraphDocument, origin: PortRef, side: PortSide): Map<string, Fit> {
  const fits = new Map<string, Fit>();
  const far = opposite(side);
  const start = portTypeOf(document, origin, side);
  if (start === null) return fits;
  const circular = along(document, origin.node, side === "source" ? "upstream" : "downstream");
  for (const node of document.nodes) {
    const definition = definitionOf(node, document);
    if (definition === undefined) continue;
    const ports = portsOf(definition);
    for (const port of far === "target" ? ports.inputs : ports.outputs) {
      fits.set(
        verdictKey(far, { node: node.id, port: port.id }),
        circular.has(node.id) || port.type === null ? refused : fitOf(start, port.type, side),
      );
    }
  }
  return fits;
}

function fitOf(near: PortType, far: PortType, side: PortSide): Fit {
  const answer = side === "source" ? assignable(near, far) : assignable(far, near);
  if (!answer.ok) return refused;
  return answer.conversion === undefined ? { allowed: true } : { allowed: true, conversion: answer.conversion };
}

/** Returns a node and everything that feeds it, or that it feeds. */
function along(document: GraphDocument, start: string, direction: "upstream" | "downstream"): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of document.edges) {
    const [here, there] = direction === "upstream" ? [to.node, from.node] : [from.node, to.node];
    const list = next.get(here);
    if (list === undefined) next.set(here, [there]);
    else list.push(there);
  }
  const found = new Set([start]);
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return found;
}

/** Returns the first port of a node that an edge may end at: free inputs before taken ones, then declared order. */
export function firstCompatible(
  document: GraphDocument,
  origin: PortRef,
  side: PortSide,
  nodeId: string,
): PortRef | null {
  const node = indexOf(document).nodes.get(nodeId);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  if (node === undefined || definition === undefined || nodeId === origin.node) return null;
  const ports = portsOf(definition);
  if (side === "target") {
    const found = ports.outputs.find((port) => judge(document, origin, side, { node: nodeId, port: port.id }).allowed);
    return found === undefined ? null : { node: nodeId, port: found.id };
  }
  const open = shownInputs(document, node).filter(
    (port) => judge(document, origin, side, { node: nodeId, port: port.id }).allowed,
  );
  const incoming = indexOf(document).incoming;
  const best = open.find((port) => !incoming.has(portKey(nodeId, port.id))) ?? open[0];
  return best === undefined ? null : { node: nodeId, port: best.id };
}
