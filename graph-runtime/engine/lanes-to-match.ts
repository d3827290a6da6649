import type { WorkingOrder } from "./working-order.ts";

/**
 * Puts the lanes that have working orders into `queue`: those whose oldest order has the lowest id come first, so that sales
 * precede the buys that they pay for.
 */
export function lanesToMatch(working: readonly (readonly WorkingOrder[])[], queue: number[]): readonly number[] {
  queue.length = 0;
  for (let lane = 0; lane < working.length; lane++) {
    const id = working[lane]![0]?.record.id;
    if (id === undefined) continue;
    queue.push(lane);
    let place = queue.length - 1;
    for (; place > 0 && working[queue[place - 1]!]![0]!.record.id > id; place--) queue[place] = queue[place - 1]!;
    queue[place] = lane;
  }
  return queue;
}
