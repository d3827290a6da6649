import type { Position } from "./add-node.ts";
import type { Command } from "./command.ts";
import { moveNodes } from "./move-nodes.ts";

export type AlignEdge = "left" | "centre" | "right" | "top" | "middle" | "bottom";
export type Size = { readonly width: number; readonly height: number };
type SizeOf = (id: string) => Size;

const labels: Readonly<Record<AlignEdge, string>> = {
  left: "Align left",
  centre: "Align centres",
  right: "Align right",
  top: "Align top",
  middle: "Align middles",
  bottom: "Align bottom",
};

/** Lines nodes up on one edge, or on the middle, of the box around them. */
export function alignNodes(ids: readonly string[], edge: AlignEdge, sizeOf: SizeOf): Command {
  return {
    label: labels[edge],
    apply: (document) => {
      const boxes = boxesOf(document.ui.nodes, ids, sizeOf);
      if (boxes.length < 2) return document;
      const left = Math.min(...boxes.map((box) => box.x));
      const top = Math.min(...boxes.map((box) => box.y));
      const right = Math.max(...boxes.map((box) => box.x + box.width));
      const bottom = Math.max(...boxes.map((box) => box.y + box.height));
      const place = (box: Box): Position => {
        if (edge === "left") return { x: left, y: box.y };
        if (edge === "right") return { x: right - box.width, y: box.y };
        if (edge === "centre") return { x: (left + right - box.width) / 2, y: box.y };
        if (edge === "top") return { x: box.x, y: top };
        if (edge === "bottom") return { x: box.x, y: bottom - box.height };
        return { x: box.x, y: (top + bottom - box.height) / 2 };
      };
      return moveNodes(new Map(boxes.map((box) => [box.id, place(box)])), "Align").apply(document);
    },
  };
}

/** Leaves equal gaps between nodes; the outermost two stay where they are. */
export function distributeNodes(ids: readonly string[], axis: "across" | "down", sizeOf: SizeOf): Command {
  return {
    label: axis === "across" ? "Distribute across" : "Distribute down",
    apply: (document) => {
      const start = (box: Box): number => (axis === "across" ? box.x : box.y);
      const length = (box: Box): number => (axis === "across" ? box.width : box.height);
      const boxes = boxesOf(document.ui.nodes, ids, sizeOf).sort((one, other) => start(one) - start(other));
      const [first, last] = [boxes[0], boxes.at(-1)];
      if (boxes.length < 3 || first === undefined || last === undefined) return document;
      const taken = boxes.reduce((sum, box) => sum + length(box), 0);
      const gap = (start(last) + length(last) - start(first) - taken) / (boxes.length - 1);
      const targets = new Map<string, Position>();
      let at = start(first);
      for (const box of boxes) {
        targets.set(box.id, axis === "across" ? { x: at, y: box.y } : { x: box.x, y: at });
        at += length(box) + gap;
      }
      return moveNodes(targets, "Distribute").apply(document);
    },
  };
}

type Box = Position & Size & { readonly id: string };

function boxesOf(places: Readonly<Record<string, Position>>, ids: readonly string[], sizeOf: SizeOf): Box[] {
  return ids.flatMap((id) => {
    const place = places[id];
    return place === undefined ? [] : [{ id, x: place.x, y: place.y, ...sizeOf(id) }];
  });
}
