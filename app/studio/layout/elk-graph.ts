import type { ElkNode } from "elkjs/lib/elk-api.js";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Position } from "../commands/add-node.ts";
import { definitionOf, portsOf } from "../store/definitions.ts";

export type Size = { readonly width: number; readonly height: number };

/** Returns the graph as elk lays it out: ports keep their order, so that edges cross as little as the nodes allow. */
export function toElkGraph(
  document: GraphDocument,
  sizes: ReadonlyMap<string, Size>,
  subset: ReadonlySet<string> | null,
): ElkNode {
  const nodes = document.nodes.filter((node) => subset === null || subset.has(node.id));
  const present = new Set(nodes.map((node) => node.id));
  return {
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.spacing.nodeNode": "40",
      "elk.layered.spacing.nodeNodeBetweenLayers": "88",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    },
    children: nodes.map((node) => {
      const size = sizes.get(node.id) ?? { width: 216, height: 136 };
      const definition = definitionOf(node, document);
      const ports = definition === undefined ? { inputs: [], outputs: [] } : portsOf(definition);
      return {
        id: node.id,
        width: size.width,
        height: size.height,
        layoutOptions: { "elk.portConstraints": "FIXED_ORDER" },
        ports: [
          ...ports.outputs.map((port, index) => ({
            id: portId("out", node.id, port.id),
            width: 1,
            height: 1,
            layoutOptions: { "elk.port.side": "EAST", "elk.port.index": String(index) },
          })),
          // elk counts clockwise from the top left: ports on the left side run from the bottom up.
          ...ports.inputs.map((port, index) => ({
            id: portId("in", node.id, port.id),
            width: 1,
            height: 1,
            layoutOptions: {
              "elk.port.side": "WEST",
              "elk.port.index": String(ports.outputs.length + ports.inputs.length - index),
            },
          })),
        ],
      };
    }),
    edges: document.edges
      .filter((edge) => present.has(edge.from.node) && present.has(edge.to.node))
      .map((edge, index) => ({
        id: `edge-${index}`,
        sources: [portId("out", edge.from.node, edge.from.port)],
        targets: [portId("in", edge.to.node, edge.to.port)],
      })),
  };
}

/** Returns where the nodes go; a part of a graph stays where its top left corner was. */
export function fromElkGraph(
  laidOut: ElkNode,
  document: GraphDocument,
  subset: ReadonlySet<string> | null,
): Map<string, Position> {
  const children = laidOut.children ?? [];
  let dx = 0;
  let dy = 0;
  if (subset !== null) {
    const before = [...subset].map((id) => document.ui.nodes[id]).filter((place) => place !== undefined);
    dx = Math.min(...before.map((place) => place.x)) - Math.min(...children.map((child) => child.x ?? 0));
    dy = Math.min(...before.map((place) => place.y)) - Math.min(...children.map((child) => child.y ?? 0));
  }
  return new Map(children.map((child) => [child.id, { x: (child.x ?? 0) + dx, y: (child.y ?? 0) + dy }]));
}

function portId(side: "in" | "out", node: string, port: string): string {
  return `${side}:${node}:${port}`;
}
