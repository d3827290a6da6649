import type { EngineSetup } from "./engine-setup.ts";

type TurnsSetup = Pick<EngineSetup, "program" | "instruments" | "sharesColumns" | "decideAlways" | "references">;

/**
 * Tells whether the lanes of a run may take turns with the columns and kernels of one of them: nobody reads a lane's columns after the run
 * of a block, each lane's signals are its own, decisions are called by triggers alone, and a kernel does not tell the instruments apart.
 */
export function canTakeTurns(setup: TurnsSetup): boolean {
  const { program, instruments, sharesColumns, decideAlways, references = [] } = setup;
  const { levels, foreign, outside, probes, decidesEveryBar, watchesPosition, nodes } = program;
  if (sharesColumns !== true || instruments.length < 2) return false;
  if (levels > 0 || foreign.length > 0 || references.length > 0) return false;
  if (decideAlways || decidesEveryBar || watchesPosition || outside.length > 0 || probes.length > 0) return false;
  if (nodes.some(({ definition }) => definition.ofInstrument)) return false;
  const [first] = instruments;
  return instruments.every(({ calendar }) => calendar === first!.calendar);
}
