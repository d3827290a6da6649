import type { Program, Slot } from "../compiler/program.ts";
import { BAR_FIELDS, type BarField } from "../market/bars.ts";

/** Columns of the market that every kernel may read without being wired to them. */
const ALWAYS_READ: readonly BarField[] = ["time", "close"];

/** Returns the columns of the signal stage that decisions and protections read. */
export function slotsDecidedBy({ nodes, protections }: Program): Slot[] {
  const written = new Set(
    nodes.filter(({ stage }) => stage === "signal").flatMap(({ outputs }) => Object.values(outputs)),
  );
  return [...slotsRead(nodes.filter(({ stage }) => stage !== "signal"))]
    .concat(protections.flatMap((index) => Object.values(nodes[index]!.outputs)))
    .filter((slot, place, all) => written.has(slot) && all.indexOf(slot) === place);
}

/** Returns the market's columns that decisions read. */
export function marketDecidedBy({ nodes }: Program): Slot[] {
  return marketSlots(slotsRead(nodes.filter(({ stage }) => stage !== "signal")));
}

/** Returns the columns of the market that a program's kernels read; the others need not be copied for them. */
export function fieldsRead({ nodes, clocks, levels, foreign }: Program): readonly BarField[] {
  // longer bars are made of all of them, and what the portfolio sees is not told apart
  if (clocks.length > 0 || levels > 0 || foreign.length > 0) return BAR_FIELDS;
  return marketSlots(slotsRead(nodes)).map((slot) => BAR_FIELDS[slot]!);
}

function marketSlots(read: ReadonlySet<Slot>): Slot[] {
  return BAR_FIELDS.flatMap((field, slot) => (ALWAYS_READ.includes(field) || read.has(slot) ? [slot] : []));
}

function slotsRead(nodes: Program["nodes"]): Set<Slot> {
  return new Set(nodes.flatMap(({ inputs }) => Object.values(inputs)));
}
