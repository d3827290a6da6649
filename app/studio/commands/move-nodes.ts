import { type Position, snap } from "./add-node.ts";
import { bendsAfterMove } from "./bend-edge.ts";
import type { Command } from "./command.ts";

/** Moves nodes to absolute positions: the end of a drag, an alignment or an automatic layout. */
export function moveNodes(positions: ReadonlyMap<string, Position>, label = "Move"): Command {
  return {
    label: positions.size === 1 ? `${label} node` : `${label} ${positions.size} nodes`,
    apply: (document) => {
      const next = { ...document.ui.nodes };
      let changed = false;
      for (const node of document.nodes) {
        const position = positions.get(node.id);
        if (position === undefined) continue;
        const target = snap(position);
        const present = next[node.id];
        if (present?.x === target.x && present.y === target.y) continue;
        next[node.id] = { ...present, ...target };
        changed = true;
      }
      if (!changed) return document;
      return bendsAfterMove(document, { ...document, ui: { ...document.ui, nodes: next } }, label === "Tidy");
    },
  };
}

/** Moves nodes by an offset: the arrow keys. Repeated presses are one undo step. */
export function nudgeNodes(ids: readonly string[], dx: number, dy: number): Command {
  return {
    label: "Nudge",
    mergeKey: `nudge:${ids.join(",")}`,
    apply: (document) => {
      const targets = new Map<string, Position>();
      for (const id of ids) {
        const present = document.ui.nodes[id];
        if (present !== undefined) targets.set(id, { x: present.x + dx, y: present.y + dy });
      }
      return moveNodes(targets).apply(document);
    },
  };
}
