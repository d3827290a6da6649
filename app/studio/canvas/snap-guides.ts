type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A line along which the dragged box lines up with others: from one end to the other of all boxes on it. */
export type Guide = { readonly axis: "x" | "y"; readonly at: number; readonly from: number; readonly to: number };

export type Snapped = { readonly x: number; readonly y: number; readonly guides: readonly Guide[] };

const reach = 6;

/**
 * Returns where a dragged box goes when it is near to lining up with others: left, middle or right edges across, top or
 * bottom edges down. The nearest line of each direction wins.
 */
export function snapToOthers(box: Box, others: readonly Box[]): Snapped {
  const across = nearest(linesAcross(box), others.flatMap(linesAcross));
  const down = nearest(linesDown(box), others.flatMap(linesDown));
  const x = box.x + (across ?? 0);
  const y = box.y + (down ?? 0);
  const placed = { ...box, x, y };
  return {
    x,
    y,
    guides: [
      ...(across === null ? [] : guidesOf("x", placed, others)),
      ...(down === null ? [] : guidesOf("y", placed, others)),
    ],
  };
}

function linesAcross({ x, width }: Box): number[] {
  return [x, x + width / 2, x + width];
}

function linesDown({ y, height }: Box): number[] {
  return [y, y + height];
}

function nearest(own: readonly number[], others: readonly number[]): number | null {
  let best: number | null = null;
  for (const line of own) {
    for (const other of others) {
      const way = other - line;
      if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way;
    }
  }
  return best;
}

function guidesOf(axis: "x" | "y", box: Box, others: readonly Box[]): Guide[] {
  const lines = axis === "x" ? linesAcross : linesDown;
  const start = (one: Box): number => (axis === "x" ? one.y : one.x);
  const end = (one: Box): number => (axis === "x" ? one.y + one.height : one.x + one.width);
  return lines(box).flatMap((at) => {
    const along = others.filter((other) => lines(other).some((line) => Math.abs(line - at) < 0.5));
    if (along.length === 0) return [];
    const all = [box, ...along];
    return [{ axis, at, from: Math.min(...all.map(start)), to: Math.max(...all.map(end)) }];
  });
}
