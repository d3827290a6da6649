import type { GraphNode } from "@/graph-runtime/graph/document.ts";
import type { Command } from "./command.ts";

export type Position = { readonly x: number; readonly y: number };

/** Nodes lie on a grid of 8 px so that rows of ports line up. */
export const gridSize = 8;

export function snap(position: Position): { x: number; y: number } {
  return { x: Math.round(position.x / gridSize) * gridSize, y: Math.round(position.y / gridSize) * gridSize };
}

export function addNode(node: GraphNode, position: Position): Command {
  return {
    label: `Add ${node.label ?? node.id}`,
    apply: (document) =>
      document.nodes.some((other) => other.id === node.id)
        ? document
        : {
            ...document,
            nodes: [...document.nodes, node],
            ui: { ...document.ui, nodes: { ...document.ui.nodes, [node.id]: snap(position) } },
          },
  };
}
