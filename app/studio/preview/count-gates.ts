import type { Program } from "@/graph-runtime/compiler/program.ts";
import { traceRun } from "@/graph-runtime/sim/trace-run.ts";
import type { Lane } from "./evaluate.ts";
import type { GateCount } from "./preview-messages.ts";

/** Returns how often every condition was true, false and unknown over the whole history, in the program's order. */
export function countGates(program: Program, lane: Lane): GateCount[] {
  const gates = program.nodes.flatMap((node) =>
    Object.entries(node.definition.outputs)
      .filter(([port, { type }]) => (type === "boolean" || type === "event") && program.ports.has(`${node.id}.${port}`))
      .map(([port, { label }]) => ({ nodeId: node.id, port, label })),
  );
  if (gates.length === 0) return [];
  const ports = gates.map(({ nodeId, port }) => `${nodeId}.${port}`);
  const { columns } = traceRun({ program, lanes: [lane], ports });
  return gates.map(({ nodeId, label }, index) => ({
    nodeId,
    label,
    ...count(columns[index]?.values ?? new Float64Array(0)),
  }));
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
