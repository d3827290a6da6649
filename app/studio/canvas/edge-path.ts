import { getBezierPath, Position } from "@xyflow/react";

type Point = { readonly x: number; readonly y: number };
/** Returns the path of an edge through its reroute dots, and the middle of it, where a chip may stand. */
export function edgePath(
  start: Point,
  bends: readonly Point[],
  end: Point,
): { readonly path: string; readonly x: number; readonly y: number } {
  const points = [start, ...bends, end];
  const segments = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return getBezierPath({
      sourceX: from.x,
      sourceY: from.y,
      sourcePosition: Position.Right,
      targetX: to.x,
      targetY: to.y,
      targetPosition: Position.Left,
    });
  });
  const [, x, y] = segments[Math.floor(segments.length / 2)] ?? ["", start.x, start.y];
  // Every segment starts where the one before it ends: only the first needs to be moved to.
  const path = segments.map(([part], index) => (index === 0 ? part : part.slice(part.indexOf(" C") + 1))).join(" ");
  return { path, x, y };
}

/** Returns the place in the order of dots at which a new one makes the way least longer. */
export function bendOrder(from: Point, bends: readonly Point[], to: Point, added: Point): number {
  const points = [from, ...bends, to];
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let order = 0; order < points.length - 1; order += 1) {
    const [start, end] = [points[order], points[order + 1]];
    if (start === undefined || end === undefined) continue;
    const longer = distance(start, added) + distance(added, end) - distance(start, end);
    if (longer < least) {
      least = longer;
      best = order;
    }
  }
  return best;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
