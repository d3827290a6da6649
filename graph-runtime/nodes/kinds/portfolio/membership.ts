import type { CrossLane } from "../../define-node.ts";

type AmongLane = CrossLane<{ readonly among: unknown }, unknown>;

/** Whether a lane is in a set at a bar: 1, 0 or unknown; everything is in the set that is not wired. A lane without a bar is unknown. */
export function isIn(lane: AmongLane, isWired: boolean, i: number): number {
  if (Number.isNaN(lane.close[i]!)) return Number.NaN;
  return isWired ? lane.inputs.among[i]! : 1;
}
