import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { type Position, snap } from "./add-node.ts";
import type { Command } from "./command.ts";
import { edgeId } from "./connect.ts";

/** Points that an edge is led through are looks only: the program knows nothing of them. */
type Bends = NonNullable<GraphDocument["ui"]["bends"]>;

/** Adds a reroute dot to an edge, before the dot that `order` counts to. */
export function addBend(id: string, order: number, position: Position): Command {
  return {
    label: "Add reroute dot",
    apply: (document) => {
      const points = document.ui.bends?.[id] ?? [];
      if (points.length >= 50 || !document.edges.some((edge) => edgeId(edge) === id)) return document;
      return withBends(document, { ...document.ui.bends, [id]: points.toSpliced(order, 0, snap(position)) });
    },
  };
}

export function moveBend(id: string, order: number, position: Position): Command {
  const target = snap(position);
  return {
    label: "Move reroute dot",
    mergeKey: `bend:${id}:${order}`,
    apply: (document) => {
      const points = document.ui.bends?.[id];
      const point = points?.[order];
      if (points === undefined || point === undefined || (point.x === target.x && point.y === target.y))
        return document;
      return withBends(document, { ...document.ui.bends, [id]: points.with(order, target) });
    },
  };
}

export function removeBend(id: string, order: number): Command {
  return {
    label: "Remove reroute dot",
    apply: (document) => {
      const points = document.ui.bends?.[id];
      if (points?.[order] === undefined) return document;
      return withBends(document, { ...document.ui.bends, [id]: points.toSpliced(order, 1) });
    },
  };
}

/** Moves the dots of edges whose two ends have moved by the same way; `straighten` takes the dots of moved edges away. */
export function bendsAfterMove(before: GraphDocument, after: GraphDocument, straighten: boolean): GraphDocument {
  const { bends } = before.ui;
  if (bends === undefined) return after;
  const next: Bends = { ...bends };
  for (const edge of before.edges) {
    const id = edgeId(edge);
    const points = bends[id];
    if (points === undefined) continue;
    const from = wayOf(before, after, edge.from.node);
    const to = wayOf(before, after, edge.to.node);
    if (from.x === 0 && from.y === 0 && to.x === 0 && to.y === 0) continue;
    if (straighten) delete next[id];
    else if (from.x === to.x && from.y === to.y)
      next[id] = points.map(({ x, y }) => ({ x: x + from.x, y: y + from.y }));
  }
  return withBends(after, next);
}

/** Drops the dots of edges that are gone. A document without any is left as it is. */
export function withoutStrayBends(document: GraphDocument): GraphDocument {
  const cleaned = clean(document);
  if (cleaned.blocks === undefined) return cleaned;
  const blocks = cleaned.blocks.map((block) => {
    if (block.ui?.bends === undefined) return block;
    const ui = clean({ edges: block.edges, ui: block.ui }).ui;
    return ui === block.ui ? block : { ...block, ui };
  });
  return blocks.some((block, index) => block !== cleaned.blocks?.[index]) ? { ...cleaned, blocks } : cleaned;
}

function clean<Part extends Pick<GraphDocument, "edges" | "ui">>(part: Part): Part {
  const { bends } = part.ui;
  if (bends === undefined) return part;
  const ids = new Set(part.edges.map(edgeId));
  const kept = Object.entries(bends).filter(([id, points]) => ids.has(id) && points.length > 0);
  return kept.length === Object.keys(bends).length ? part : withBends(part, Object.fromEntries(kept));
}

function withBends<Part extends Pick<GraphDocument, "ui">>(part: Part, bends: Bends): Part {
  const { bends: _before, ...ui } = part.ui;
  const kept = Object.fromEntries(Object.entries(bends).filter(([, points]) => points.length > 0));
  return { ...part, ui: Object.keys(kept).length === 0 ? ui : { ...ui, bends: kept } };
}

function wayOf(before: GraphDocument, after: GraphDocument, node: string): Position {
  const [from, to] = [before.ui.nodes[node], after.ui.nodes[node]];
  return from === undefined || to === undefined ? { x: 0, y: 0 } : { x: to.x - from.x, y: to.y - from.y };
}
