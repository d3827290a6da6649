import type { VenueEvent } from "../../engine/ports.ts";

type Fill = Extract<VenueEvent, { kind: "fill" }>;

/** Returns whether two paths gave the same fills, in whatever order. */
export function sameFills(a: readonly VenueEvent[], b: readonly VenueEvent[]): boolean {
  if (areSameInOrder(a, b)) return true;
  const left = fillsOf(a);
  const right = fillsOf(b);
  return left.length === right.length && left.every((fill, index) => compare(fill, right[index]!) === 0);
}

/** Most bars give both paths the same fills in the same order, which is seen without making lists of them. */
function areSameInOrder(a: readonly VenueEvent[], b: readonly VenueEvent[]): boolean {
  let i = 0;
  let j = 0;
  while (true) {
    while (i < a.length && a[i]!.kind !== "fill") i++;
    while (j < b.length && b[j]!.kind !== "fill") j++;
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return left === right;
    if (left.kind !== "fill" || right.kind !== "fill" || compare(left, right) !== 0) return false;
    i++;
    j++;
  }
}

function fillsOf(events: readonly VenueEvent[]): Fill[] {
  return events.filter((event) => event.kind === "fill").sort(compare);
}

function compare(a: Fill, b: Fill): number {
  const sideA = a.order.record.side === "buy" ? 1 : -1;
  const sideB = b.order.record.side === "buy" ? 1 : -1;
  return a.price - b.price || a.quantity - b.quantity || sideA - sideB || Number(a.maker) - Number(b.maker);
}
