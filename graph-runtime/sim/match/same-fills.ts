import type { VenueEvent } from "../../engine/ports.ts";

type Fill = Extract<VenueEvent, { kind: "fill" }>;

/** Returns whether two paths gave the same fills, in whatever order. */
export function sameFills(a: readonly VenueEvent[], b: readonly VenueEvent[]): boolean {
  if (a.length === 0 && b.length === 0) return true;
  const left = fillsOf(a);
  const right = fillsOf(b);
  return left.length === right.length && left.every((fill, index) => compare(fill, right[index]!) === 0);
}

function fillsOf(events: readonly VenueEvent[]): Fill[] {
  return events.filter((event) => event.kind === "fill").sort(compare);
}

function compare(a: Fill, b: Fill): number {
  const sideA = a.order.record.side === "buy" ? 1 : -1;
  const sideB = b.order.record.side === "buy" ? 1 : -1;
  return a.price - b.price || a.quantity - b.quantity || sideA - sideB || Number(a.maker) - Number(b.maker);
}
