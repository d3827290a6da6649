import type { PortType } from "@/graph-runtime/nodes/port-type.ts";

export type PortValueText = { readonly text: string; readonly state: "true" | "false" | "unknown" | "number" };

/** Returns a port's value as a chip shows it. Unknown is said, never drawn as zero. */
export function formatPortValue(value: number, type: PortType | null): PortValueText {
  if (Number.isNaN(value)) return { text: "?", state: "unknown" };
  if (type === "boolean") return value === 1 ? { text: "✓ true", state: "true" } : { text: "○ false", state: "false" };
  if (type === "event") return value === 1 ? { text: "▶ fired", state: "true" } : { text: "○ quiet", state: "false" };
  return { text: shortNumber(value), state: "number" };
}

/** Returns a number in at most about seven characters. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${(value / 1e9).toFixed(2)}B`;
  if (size >= 1e6) return `${(value / 1e6).toFixed(2)}M`;
  if (size >= 10_000) return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
  if (size >= 100) return value.toFixed(1);
  if (size >= 1 || size === 0) return value.toFixed(2);
  return value.toPrecision(3);
}
