import type { Lane } from "./lane.ts";
import type { Portfolio } from "./portfolio.ts";

export type AttentionTask = {
  readonly lanes: readonly Lane[];
  readonly portfolio: Portfolio | null;
  readonly count: number;
  /** Bars on which some lane, or the portfolio, has a trigger. */
  readonly attention: Uint8Array;
  /** The same for each lane; of a single lane it may be the same array. */
  readonly laneAttention: readonly Uint8Array[];
};

/** Finds the bars of a block on which something is to be decided. */
export function markAttention({ lanes, portfolio, count, attention, laneAttention }: AttentionTask): void {
  attention.fill(0, 0, count);
  for (let lane = 0; lane < lanes.length; lane++) {
    const own = laneAttention[lane]!;
    if (own !== attention) own.fill(0, 0, count);
    for (const column of lanes[lane]!.triggers) {
      for (let i = 0; i < count; i++) {
        if (column[i] !== 1) continue;
        own[i] = 1;
        attention[i] = 1;
      }
    }
  }
  for (const column of portfolio?.triggers ?? []) for (let i = 0; i < count; i++) if (column[i] === 1) attention[i] = 1;
}
