import type { PortView } from "../store/definitions.ts";

/** Returns the inputs that a node shows: of a run of spare ones (a gate) those that are wired and one more, so that it grows as it is used. */
export function visibleInputs(inputs: readonly PortView[], isWired: (port: string) => boolean): readonly PortView[] {
  const start = inputs.findIndex((port) => port.spare === true);
  if (start < 0) return inputs;
  const lastWired = inputs.findLastIndex((port) => isWired(port.id));
  return inputs.slice(0, Math.max(start + 1, lastWired + 2));
}
