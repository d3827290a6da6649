import type { PortView } from "../store/definitions.ts";

const variadicFrom = 4;

/**
 * Returns the inputs that a node shows. A long run of optional inputs of one type (a gate) shows those that are wired
 * and one spare, so that it grows as it is used.
 */
export function visibleInputs(inputs: readonly PortView[], isWired: (port: string) => boolean): readonly PortView[] {
  const last = inputs.at(-1);
  if (last === undefined || inputs.length < variadicFrom || !last.optional) return inputs;
  const start = inputs.findIndex((_port, index) =>
    inputs.slice(index).every((other) => other.optional && other.type === last.type),
  );
  if (inputs.length - start < variadicFrom - 1) return inputs;
  const lastWired = inputs.findLastIndex((port) => isWired(port.id));
  return inputs.slice(0, Math.max(start + 1, lastWired + 2));
}
