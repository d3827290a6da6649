import type { CrossLane } from "../../define-node.ts";

type Ranked = { readonly lanes: readonly CrossLane<unknown, unknown>[]; readonly values: readonly Float64Array[] };

/**
 * Returns a function that puts the lanes whose value is known at a bar into `order`, best first, and returns how many there are.
 * Equal values stand in the order of the instruments.
 */
export function sortedLanes({ lanes, values }: Ranked, largestFirst: boolean, order: Int32Array) {
  const sign = largestFirst ? -1 : 1;
  return (i: number): number => {
    let count = 0;
    for (let lane = 0; lane < lanes.length; lane++)
      if (!Number.isNaN(values[lane]![i]!) && !Number.isNaN(lanes[lane]!.close[i]!)) order[count++] = lane;
    order.subarray(0, count).sort((a, b) => sign * (values[a]![i]! - values[b]![i]!) || a - b);
    return count;
  };
}
