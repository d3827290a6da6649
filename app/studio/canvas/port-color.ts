import type { PortType } from "@/graph-runtime/nodes/port-type.ts";

/** Returns the colour token of a type; ports of unknown kinds have none. */
export function portColor(type: PortType | null): string {
  return type === null ? "var(--color-line)" : `var(--color-port-${type})`;
}

/** Sets of things are drawn with a heavier line than single values. */
export function edgeWidth(type: PortType | null): number {
  return type === "universe" || type === "weights" || type === "legs" || type === "position" ? 3 : 2;
}
