import type { WorkingOrder } from "./working-order.ts";

const FIRST: readonly number[] = [0];
const NONE: readonly number[] = [];

/**
 * Puts the lanes that have working orders into `queue`: those whose oldest order has the lowest id come first, so that sales
 * precede the buys that they pay for.
 */
export function lanesToMatch(working: readonly (readonly WorkingOrder[])[], queue: number[]): readonly number[] {
  // one instrument is the common case, and emptying an array is not free
  if (working.length === 1) return working[0]!.length > 0 ? FIRST : NONE;
  queue.length = 0;
  for (let lane = 0; lane < working.length; lane++) {
    const orders = working[lane]!;
    if (orders.length === 0) continue;
    const { id } = orders[0]!.record;
    queue.push(lane);
    let place = queue.length - 1;
    for (; place > 0 && working[queue[place - 1]!]![0]!.record.id > id; place--) queue[place] = queue[place - 1]!;
    queue[place] = lane;
  }
  return queue;
}
