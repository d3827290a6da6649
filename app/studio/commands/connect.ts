import type { GraphDocument, GraphEdge } from "@/graph-runtime/graph/document.ts";
import type { Command, PortRef } from "./command.ts";

/** Returns the id under which an edge is known on the canvas. An input takes one edge, so its two ends identify it. */
export function edgeId(edge: GraphEdge): string {
  return `${edge.from.node}:${edge.from.port}>${edge.to.node}:${edge.to.port}`;
}

export function isSamePort(left: PortRef, right: PortRef): boolean {
  return left.node === right.node && left.port === right.port;
}

/** Connects an output to an input. An input takes one edge: an edge that was there is replaced. */
export function connect(from: PortRef, to: PortRef): Command {
  return {
    label: "Connect",
    apply: (document) => {
      const ids = new Set(document.nodes.map((node) => node.id));
      if (!ids.has(from.node) || !ids.has(to.node)) return document;
      const present = document.edges.find((edge) => isSamePort(edge.to, to));
      if (present !== undefined && isSamePort(present.from, from)) return document;
      const others = document.edges.filter((edge) => !isSamePort(edge.to, to));
      return {
        ...document,
        edges: [...others, { from: { node: from.node, port: from.port }, to: { node: to.node, port: to.port } }],
      };
    },
  };
}

export function disconnect(ids: ReadonlySet<string>): Command {
  return {
    label: ids.size === 1 ? "Disconnect" : `Disconnect ${ids.size} edges`,
    apply: (document) =>
      withEdges(
        document,
        document.edges.filter((edge) => !ids.has(edgeId(edge))),
      ),
  };
}

/** Moves one end of an edge to another port in one step. */
export function reconnect(id: string, from: PortRef, to: PortRef): Command {
  return {
    label: "Reconnect",
    apply: (document) => {
      const rest = document.edges.filter((edge) => edgeId(edge) !== id);
      return rest.length === document.edges.length ? document : connect(from, to).apply({ ...document, edges: rest });
    },
  };
}

function withEdges(document: GraphDocument, edges: GraphDocument["edges"]): GraphDocument {
  return edges.length === document.edges.length ? document : { ...document, edges };
}
