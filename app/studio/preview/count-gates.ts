import type { Program, Slot } from "@/graph-runtime/compiler/program.ts";
import { BlockerWalk } from "@/graph-runtime/sim/blocker-walk.ts";
import { traceRun } from "@/graph-runtime/sim/trace-run.ts";
import type { RunData } from "./evaluate.ts";
import type { GateCount } from "./preview-messages.ts";

/** Returns how often every condition was true, false and unknown, and how often it held an order back, over the whole history. */
export function countGates(program: Program, data: RunData, lane = 0): GateCount[] {
  const gates = program.nodes.flatMap((node) =>
    Object.entries(node.definition.outputs).flatMap(([port, { label, type }]) => {
      const name = `${node.id}.${port}`;
      const slot = program.ports.get(name);
      const isGate = slot !== undefined && (type === "boolean" || type === "event");
      return isGate ? [{ nodeId: node.id, label, name, slot }] : [];
    }),
  );
  if (gates.length === 0) return [];
  const ports = gates.map(({ name }) => name);
  const { columns } = traceRun({ program, ...data, ports });
  const values = new Map(
    gates.map(({ slot }, index) => [slot, columns[lane * ports.length + index]?.values ?? new Float64Array(0)]),
  );
  const held = countHeldBack(program, values);
  return gates.map(({ nodeId, label, slot }) => {
    const turns = count(values.get(slot) ?? new Float64Array(0));
    return { nodeId, label, ...turns, heldBack: held.get(slot) ?? 0 };
  });
}

/**
 * Counts for each condition the bars on which it was what held an order back: the same walk back from the order, along what
 * is not true, that "why no trade here" takes at one bar.
 */
function countHeldBack(program: Program, columns: ReadonlyMap<Slot, Float64Array>): ReadonlyMap<Slot, number> {
  const walk = new BlockerWalk(program);
  const held = new Map<Slot, number>();
  const bars = Math.max(0, ...[...columns.values()].map(({ length }) => length));
  for (const index of program.orders) {
    const order = program.nodes[index];
    const trigger = order?.definition.triggers?.[0];
    if (order === undefined || trigger === undefined) continue;
    for (let bar = 0; bar < bars; bar++) {
      const { at } = walk.find(order, trigger, (slot) => columns.get(slot)?.[bar]);
      if (at !== null) held.set(at.slot, (held.get(at.slot) ?? 0) + 1);
    }
  }
  return held;
}

function count(values: Float64Array): Pick<GateCount, "isTrue" | "isFalse" | "isUnknown"> {
  let isTrue = 0;
  let isFalse = 0;
  let isUnknown = 0;
  for (const value of values) {
    if (value === 1) isTrue += 1;
    else if (value === 0) isFalse += 1;
    else isUnknown += 1;
  }
  return { isTrue, isFalse, isUnknown };
}
