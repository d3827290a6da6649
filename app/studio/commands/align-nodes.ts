import type { Position } from "./add-node.ts";
import type { Command } from "./command.ts";
import { moveNodes } from "./move-nodes.ts";

/** Lines nodes up on their leftmost or topmost edge. */
export function alignNodes(ids: readonly string[], edge: "left" | "top"): Command {
  return {
    label: edge === "left" ? "Align left" : "Align top",
    apply: (document) => {
      const places = ids
        .map((id) => [id, document.ui.nodes[id]] as const)
        .filter((entry): entry is readonly [string, { x: number; y: number }] => entry[1] !== undefined);
      if (places.length < 2) return document;
      const line = Math.min(...places.map(([, place]) => (edge === "left" ? place.x : place.y)));
      const targets = new Map<string, Position>(
        places.map(([id, place]) => [id, edge === "left" ? { x: line, y: place.y } : { x: place.x, y: line }]),
      );
      return moveNodes(targets, "Align").apply(document);
    },
  };
}
