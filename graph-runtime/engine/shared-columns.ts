import { FIRST_ACCOUNT_SLOT, type Program, type Slot, UNKNOWN_SLOT } from "../compiler/program.ts";
import { BAR_FIELDS } from "../market/bars.ts";
import { ACCOUNT_FIELDS } from "../nodes/define-node.ts";
import { rowsOf } from "./lane.ts";

/**
 * Returns the columns that all lanes of a run may use in turn: a lane computes its signals before the next one begins, and is
 * told of the account right before it decides. What the decision stage reads later, and the market, every lane has for itself.
 * Five hundred lanes then work in columns that stay in the cache.
 */
export function sharedColumns(program: Program, blockSize: number): ReadonlyMap<Slot, Float64Array> {
  const rows = rowsOf(program, blockSize);
  const columns = new Map(sharedSlots(program).map((slot) => [slot, new Float64Array(rows)]));
  columns.get(UNKNOWN_SLOT)?.fill(Number.NaN);
  for (const { slot, value } of program.constants) columns.get(slot)?.fill(value);
  return columns;
}

/** The slots of those columns. */
export function sharedSlots(program: Program): readonly Slot[] {
  const own = new Set<Slot>(BAR_FIELDS.map((_, slot) => slot));
  for (const node of program.nodes) {
    if (node.stage === "signal") continue;
    for (const slot of [...Object.values(node.inputs), ...Object.values(node.outputs)]) own.add(slot);
  }
  for (const { received, value } of program.outside) own.add(received).add(value);
  for (const index of program.protections)
    for (const slot of Object.values(program.nodes[index]!.outputs)) own.add(slot);
  // a probe is read when the block is done, the account's columns among them
  const probed = new Set(program.probes.map(({ slot }) => slot));
  // constants and the account are the same, or written anew, for each
  const isFree = (slot: Slot): boolean => slot === UNKNOWN_SLOT || program.constants.some((one) => one.slot === slot);
  const isAccount = (slot: Slot): boolean =>
    slot >= FIRST_ACCOUNT_SLOT && slot < FIRST_ACCOUNT_SLOT + ACCOUNT_FIELDS.length;
  return Array.from({ length: program.slotCount }, (_, slot) => slot).filter(
    (slot) => !probed.has(slot) && (isAccount(slot) || isFree(slot) || !own.has(slot)),
  );
}
