import { ceilToTick, floorToTick } from "../core/rounding.ts";
import { signOf, type Trail, type WorkingOrder } from "./working-order.ts";

/** Returns whether an order takes the next price that it is shown. `triggered` is its state along the path. */
export function isMarketNow(order: WorkingOrder, triggered: boolean): boolean {
  const { type } = order.record;
  if (type === "market") return true;
  return triggered && (type === "stop" || type === "trailing-stop" || type === "market-if-touched");
}

/** Returns whether an order waits at its limit, rather than for its trigger. */
export function restsAtLimit(order: WorkingOrder, triggered: boolean): boolean {
  const { type } = order.record;
  return type === "limit" || (triggered && (type === "stop-limit" || type === "limit-if-touched"));
}

/** Returns +1 where the order acts once the price rises to its level, -1 where once it falls to it. */
export function directionOfTouch(order: WorkingOrder, triggered: boolean): 1 | -1 {
  const { type } = order.record;
  const waitsForStop = type === "stop" || type === "trailing-stop" || (type === "stop-limit" && !triggered);
  const sign = signOf(order);
  return waitsForStop === sign > 0 ? 1 : -1;
}

/** Returns the level of a trailing stop that has seen an extreme: highs for a stop that sells, lows for one that buys. */
export function trailLevel(
  trail: Pick<Trail, "distance" | "unit">,
  extreme: number,
  sign: 1 | -1,
  tickSize: number,
): number {
  const points = trail.unit === "percent" ? (extreme * trail.distance) / 100 : trail.distance;
  return sign > 0 ? ceilToTick(extreme + points, tickSize) : floorToTick(extreme - points, tickSize);
}
