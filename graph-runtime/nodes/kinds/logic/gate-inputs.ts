const optional = (label: string) => ({ type: "boolean", label, optional: true, spare: true }) as const;

/** The inputs of a gate: two or more, wired from the top; the canvas shows the wired ones and one spare. */
export const GATE_INPUTS = {
  a: { type: "boolean", label: "A" },
  b: optional("B"),
  c: optional("C"),
  d: optional("D"),
  e: optional("E"),
  f: optional("F"),
  g: optional("G"),
  h: optional("H"),
} as const;

type GatePort = keyof typeof GATE_INPUTS;

/** Returns the columns of the conditions that are wired, in order. */
export function wiredGate(
  inputs: Readonly<Record<GatePort, Float64Array>>,
  connected: Readonly<Record<GatePort, boolean>>,
): Float64Array[] {
  return (Object.keys(GATE_INPUTS) as GatePort[]).filter((port) => connected[port]).map((port) => inputs[port]);
}
