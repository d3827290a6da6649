import type { GraphEdge, GraphNode } from "@/graph-runtime/graph/document.ts";
import { addNode, type Position } from "./add-node.ts";
import { type Command, sequence } from "./command.ts";
import { connect, disconnect, edgeId } from "./connect.ts";

/** Puts a node into an edge: what fed the input now feeds the node, and the node feeds the input. */
export function insertOnEdge(
  node: GraphNode,
  position: Position,
  wiring: { readonly edge: GraphEdge; readonly inputPort: string; readonly outputPort: string },
): Command {
  const { edge, inputPort, outputPort } = wiring;
  return sequence(`Insert ${node.id}`, [
    disconnect(new Set([edgeId(edge)])),
    addNode(node, position),
    connect(edge.from, { node: node.id, port: inputPort }),
    connect({ node: node.id, port: outputPort }, edge.to),
  ]);
}
