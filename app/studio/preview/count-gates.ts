import type { Program } from "@/graph-runtime/compiler/program.ts";
import { traceRun } from "@/graph-runtime/sim/trace-run.ts";
import type { RunData } from "./evaluate.ts";
import type { GateCount } from "./preview-messages.ts";

/** Returns how often every condition was true, false and unknown, and how often it held an order back, over the whole history. */
export function countGates(program: Program, data: RunData, lane = 0): GateCount[] {
  const gates = program.nodes.flatMap((node) =>
    Object.entries(node.definition.outputs)
      .filter(([port, { type }]) => (type === "boolean" || type === "event") && program.ports.has(`${node.id}.${port}`))
      .map(([port, { label }]) => ({ nodeId: node.id, port, label })),
  );
  if (gates.length === 0) return [];
  const ports = gates.map(({ nodeId, port }) => `${nodeId}.${port}`);
  const { columns } = traceRun({ program, ...data, ports });
  const values = new Map(
    ports.map((port, index) => [port, columns[lane * ports.length + index]?.values ?? new Float64Array(0)]),
  );
  const held = countHeldBack(program, values);
  return gates.map(({ nodeId, port, label }) => ({
    nodeId,
    label,
    ...count(values.get(`${nodeId}.${port}`) ?? new Float64Array(0)),
    heldBack: held.get(`${nodeId}.${port}`) ?? 0,
  }));
}

/**
 * Counts for each condition the bars on which it was what held an order back: the same walk back from the order, along what
 * is not true, that "why no trade here" takes at one bar.
 */
function countHeldBack(program: Program, values: ReadonlyMap<string, Float64Array>): ReadonlyMap<string, number> {
  const { edges } = program.document;
  const sourceOf = new Map(edges.map(({ from, to }) => [`${to.node}.${to.port}`, `${from.node}.${from.port}`]));
  const conditionsOf = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const source = `${from.node}.${from.port}`;
    if (!values.has(source)) continue;
    conditionsOf.set(to.node, [...(conditionsOf.get(to.node) ?? []), source]);
  }
  const held = new Map<string, number>();
  for (const index of program.orders) {
    const order = program.nodes[index];
    const trigger = order?.definition.triggers?.[0];
    const first = sourceOf.get(`${order?.id}.${trigger}`);
    const column = first === undefined ? undefined : values.get(first);
    if (first === undefined || column === undefined) continue;
    for (let bar = 0; bar < column.length; bar++) {
      if (column[bar] === 1) continue;
      let at = first;
      for (let depth = 0; depth < edges.length; depth++) {
        const next = conditionsOf.get(at.slice(0, at.indexOf(".")))?.find((source) => values.get(source)?.[bar] !== 1);
        if (next === undefined) break;
        at = next;
      }
      held.set(at, (held.get(at) ?? 0) + 1);
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
