import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { type ReadOutcome, readDocument } from "@/graph-runtime/graph/read-document.ts";
import { TimeTravel } from "@/graph-runtime/sim/time-travel.ts";
import { traceRun } from "@/graph-runtime/sim/trace-run.ts";
import type { RunData } from "./evaluate.ts";
import type { Looked, NodeSeries } from "./preview-messages.ts";

/** A document compiled so that every node is there to look at, also those that nothing uses. */
export function compileToLook(
  document: GraphDocument,
  read: (json: unknown) => ReadOutcome = readDocument,
): Program | null {
  return compile(document, { keep: "all", read }).program;
}

/** Makes ready to look at the bars of a run, one after another. */
export function openTravel(program: Program, data: RunData): TimeTravel {
  return new TimeTravel({ program, ...data });
}

/** Returns what every port of an instrument held at a bar, and why each order node acted or not. */
export function lookAt(travel: TimeTravel, bar: number, lane: number): Looked | null {
  const answer = travel.lookAt(bar, lane);
  if (answer === null) return null;
  return {
    bar,
    time: answer.time,
    values: Object.entries(answer.values).map(([port, value]) => [port, value ?? Number.NaN] as const),
    orders: answer.orders.map(({ nodeId, code, reason, heldBackBy }) => ({
      nodeId,
      hasFired: code === "fired",
      reason,
      heldBackBy,
    })),
    position: answer.position,
    equity: answer.equity,
  };
}

type SeriesWish = { readonly nodeId: string; readonly lane: number };

/** Returns the outputs of one node over all bars of an instrument, for the chart. */
export function seriesOf(program: Program, data: RunData, { nodeId, lane }: SeriesWish): NodeSeries[] {
  const node = program.nodes.find((candidate) => candidate.id === nodeId);
  if (node === undefined) return [];
  // Market columns are left out: the chart shows the price anyway.
  const outputs = Object.entries(node.definition.outputs).filter(
    ([port, { type }]) =>
      node.definition.market?.[port] === undefined &&
      (type === "number" || type === "boolean" || type === "event") &&
      program.ports.has(`${nodeId}.${port}`),
  );
  if (outputs.length === 0) return [];
  const { columns } = traceRun({ program, ...data, ports: outputs.map(([port]) => `${nodeId}.${port}`) });
  return outputs.map(([, { label, type }], index) => ({
    label,
    isCondition: type !== "number",
    values: columns[lane * outputs.length + index]?.values ?? new Float64Array(0),
  }));
}
