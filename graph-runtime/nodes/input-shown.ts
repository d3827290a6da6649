import type { InputSpec } from "./define-node.ts";

/** Returns whether a node with these parameters reads an input. */
export function isInputShown({ shownWhen }: InputSpec, params: Readonly<Record<string, unknown>>): boolean {
  if (shownWhen === undefined) return true;
  return Object.entries(shownWhen).every(([key, values]) => values.includes(params[key]));
}
