import type { Program, ProgramNode, Slot } from "../compiler/program.ts";

const RISING_EDGE = "~edge";

/** Returns the node that writes a slot, where a node does. */
export function producerOf({ nodes }: Program, slot: Slot): ProgramNode | undefined {
  return nodes.find(({ outputs }) => Object.values(outputs).includes(slot));
}

/** Returns the condition whose turning true is the event in a slot, null where the compiler has turned nothing into an event there. */
export function edgeConditionOf(program: Program, slot: Slot): Slot | null {
  const producer = producerOf(program, slot);
  return producer?.id.endsWith(RISING_EDGE) ? (producer.inputs["condition"] ?? null) : null;
}
