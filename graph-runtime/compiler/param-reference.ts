import type { ParamValue } from "../graph/document.ts";

/** Returns the key of the parameter that a value refers to, or null for a plain value. */
export function referenceOf(value: ParamValue): string | null {
  return typeof value === "object" && !Array.isArray(value) ? value.$param : null;
}
