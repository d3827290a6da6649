export type Placed = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const gap = 32;

/**
 * Returns the boxes that are gone, moved so that none covers a box that is there or another that is gone. Two graphs that
 * share little lie one below the other, each as it was drawn; otherwise only what would be covered moves down.
 */
export function layApart<Box extends Placed>(gone: readonly Box[], there: readonly Box[], isRelated: boolean): Box[] {
  const isCovered = gone.some((box) => there.some((other) => overlap(box, other)));
  if (!isCovered) return [...gone];
  if (!isRelated) {
    const down = Math.max(...there.map(({ y, height }) => y + height)) + 2 * gap - Math.min(...gone.map(({ y }) => y));
    return gone.map((box) => ({ ...box, y: box.y + down }));
  }
  const taken: Box[] = [...there];
  const free = (box: Box): Box => {
    const below = taken.filter((other) => overlap(box, other)).map(({ y, height }) => y + height + gap);
    return below.length === 0 ? box : free({ ...box, y: Math.max(...below) });
  };
  return gone.map((box) => {
    const placed = free(box);
    taken.push(placed);
    return placed;
  });
}

function overlap(one: Placed, other: Placed): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
