import type { PortType } from "@/graph-runtime/nodes/port-type.ts";

// Written out in full: the style compiler keeps only the tokens that it finds in the sources.
const colors: Readonly<Record<PortType, string>> = {
  number: "var(--color-port-number)",
  boolean: "var(--color-port-boolean)",
  event: "var(--color-port-event)",
  instrument: "var(--color-port-instrument)",
  universe: "var(--color-port-universe)",
  weights: "var(--color-port-weights)",
  position: "var(--color-port-position)",
  size: "var(--color-port-size)",
  legs: "var(--color-port-legs)",
  model: "var(--color-port-model)",
};

/** Returns the colour token of a type; ports of unknown kinds have none. */
export function portColor(type: PortType | null): string {
  return type === null ? "var(--color-line)" : colors[type];
}

/** Sets of things are drawn with a heavier line than single values. */
export function edgeWidth(type: PortType | null): number {
  return type === "universe" || type === "weights" || type === "legs" || type === "position" ? 3 : 2;
}
