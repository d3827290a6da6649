import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { canConnect } from "@/graph-runtime/nodes/connect.ts";
import type { PortRef } from "../commands/command.ts";
import { definitionOf, type PortSide, portsOf } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";

export type Verdict = ReturnType<typeof canConnect>;

export function opposite(side: PortSide): PortSide {
  return side === "source" ? "target" : "source";
}

export function verdictKey(side: PortSide, port: PortRef): string {
  return `${side}|${portKey(port.node, port.port)}`;
}

/** Tells whether two ports, taken in either order, may be joined. */
export function judge(document: GraphDocument, origin: PortRef, side: PortSide, other: PortRef): Verdict {
  return side === "source" ? canConnect(document, origin, other) : canConnect(document, other, origin);
}

/** Returns the verdict for every port at which an edge that starts at `origin` could end. */
export function verdictsFrom(document: GraphDocument, origin: PortRef, side: PortSide): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const far = opposite(side);
  for (const node of document.nodes) {
    const definition = definitionOf(node);
    if (definition === undefined) continue;
    const ports = portsOf(definition);
    for (const port of far === "target" ? ports.inputs : ports.outputs) {
      const ref = { node: node.id, port: port.id };
      verdicts.set(verdictKey(far, ref), judge(document, origin, side, ref));
    }
  }
  return verdicts;
}

/** Returns the first port of a node that an edge may end at: free inputs before taken ones, then declared order. */
export function firstCompatible(
  document: GraphDocument,
  origin: PortRef,
  side: PortSide,
  nodeId: string,
): PortRef | null {
  const node = indexOf(document).nodes.get(nodeId);
  const definition = node === undefined ? undefined : definitionOf(node);
  if (definition === undefined || nodeId === origin.node) return null;
  const ports = portsOf(definition);
  if (side === "target") {
    const found = ports.outputs.find((port) => judge(document, origin, side, { node: nodeId, port: port.id }).allowed);
    return found === undefined ? null : { node: nodeId, port: found.id };
  }
  const open = ports.inputs.filter((port) => judge(document, origin, side, { node: nodeId, port: port.id }).allowed);
  const incoming = indexOf(document).incoming;
  const best = open.find((port) => !incoming.has(portKey(nodeId, port.id))) ?? open[0];
  return best === undefined ? null : { node: nodeId, port: best.id };
}
