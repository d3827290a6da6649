import { ceilToTick, floorToTick } from "../core/rounding.ts";
import { trailLevel } from "./order-levels.ts";
import { signOf, type WorkingOrder } from "./working-order.ts";

/** Slack of a distance that went through decimal fractions. */
const SLACK = 1e-9;

export function isMobile({ trail, moves }: WorkingOrder): boolean {
  return trail !== null || moves.length > 0;
}

/**
 * Returns where a stop stands once the price has been at an extreme: highs for a stop that sells, lows for one that buys.
 * It only ever moves in favour of the position.
 */
export function movedStop(order: WorkingOrder, stop: number, extreme: number, tickSize: number): number {
  const sign = signOf(order);
  let level = stop;
  const { trail, moves } = order;
  if (trail !== null && (trail.from === null || sign * (extreme - trail.from) <= SLACK * Math.abs(extreme))) {
    const trailed = trailLevel(trail, extreme, sign, tickSize);
    if (sign * (trailed - level) < 0) level = trailed;
  }
  for (const { entry, after, lock, step, gain } of moves) {
    const favour = -sign * (extreme - entry) - after;
    const slack = SLACK * Math.abs(extreme);
    if (favour < -slack) continue;
    const steps = step > 0 ? Math.floor((favour + slack) / step) : 0;
    const price = entry - sign * (lock + steps * gain);
    const rounded = sign > 0 ? ceilToTick(price, tickSize) : floorToTick(price, tickSize);
    if (sign * (rounded - level) < 0) level = rounded;
  }
  return level;
}
