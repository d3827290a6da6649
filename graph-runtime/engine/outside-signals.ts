import type { OutsidePlan, Program } from "../compiler/program.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import type { Lane } from "./lane.ts";

/** Keeps a signal for the next closed bar of each lane that it is meant for, and returns how many nodes' names it fits. */
export function receiveSignal(
  lanes: readonly Lane[],
  { outside }: Program,
  { name, value, isMeant }: Pick<OutsideSignal, "name" | "value"> & { readonly isMeant: (lane: number) => boolean },
): number {
  const plan = outside.find((one) => one.name === name);
  if (!plan) return 0;
  let reached = 0;
  lanes.forEach((lane, index) => {
    if (!isMeant(index)) return;
    const cells = cellsOf(lane, plan);
    cells[0] = 1;
    cells[1] = value ?? Number.NaN;
    reached++;
  });
  return reached;
}

/** Gives what waits to the bar at `at`, of those lanes that have one; on any other bar nothing has come in. */
export function applySignals(lanes: readonly Lane[], { outside }: Program, at: number): void {
  for (const plan of outside) {
    for (const lane of lanes) {
      const cells = cellsOf(lane, plan);
      const isTaken = cells[0] === 1 && !Number.isNaN(lane.bars.close[lane.first + at]!);
      lane.slots[plan.received]![at] = isTaken ? 1 : 0;
      lane.slots[plan.value]![at] = isTaken ? cells[1]! : Number.NaN;
      if (isTaken) cells.fill(0);
    }
  }
}

/** Says for a block that nothing has come in. */
export function silenceSignals(lanes: readonly Lane[], { outside }: Program): void {
  for (const plan of outside) {
    for (const lane of lanes) {
      lane.slots[plan.received]!.fill(0);
      lane.slots[plan.value]!.fill(Number.NaN);
    }
  }
}

function cellsOf(lane: Lane, { state }: OutsidePlan): Float64Array {
  return lane.state.subarray(state.offset, state.offset + state.length);
}
