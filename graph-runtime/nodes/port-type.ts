import { PORT_TYPES, type PortType } from "../graph/port-types.ts";

export { PORT_TYPES, type PortType };

/** Conversions that the compiler inserts by itself; everything else is refused. */
export type Conversion = "edge";

export type Assignability =
  | { readonly ok: true; readonly conversion?: Conversion }
  | {
      readonly ok: false;
      readonly reason: string;
      /** A kind that takes the one and gives the other: put between them, it makes the connection legal. */
      readonly between?: string;
    };

const NAMES: Record<PortType, string> = {
  number: "a number",
  boolean: "a true/false condition",
  event: "an event",
  instrument: "an instrument",
  universe: "a set of instruments",
  weights: "portfolio weights",
  position: "a position",
  size: "a position size",
  legs: "option legs",
  model: "a model",
};

const ADVICE: Partial<Record<`${PortType}>${PortType}`, string>> = {
  "number>boolean": "add a comparison (above, below, crosses) between them",
  "number>event": "add a comparison (above, below, crosses) between them",
  "boolean>number": "use a Choose node to turn true and false into numbers",
  "event>boolean": "use a latch to remember that the event happened",
  "number>size": "add a sizing node that says what the number means",
};

const BETWEEN: Partial<Record<`${PortType}>${PortType}`, string>> = {
  "number>boolean": "compare.compare",
  "number>event": "compare.compare",
  "event>boolean": "state.latch",
};

/** Tells whether a value of one type may flow into a port of another, and in words why not. */
export function assignable(from: PortType, to: PortType): Assignability {
  if (from === to) return { ok: true };
  if (from === "boolean" && to === "event") return { ok: true, conversion: "edge" };
  const advice = ADVICE[`${from}>${to}`];
  const between = BETWEEN[`${from}>${to}`];
  return {
    ok: false,
    ...(between === undefined ? {} : { between }),
    reason: `This input takes ${NAMES[to]}, and this output gives ${NAMES[from]}${advice ? `: ${advice}` : ""}.`,
  };
}
