import type { OrderRecord } from "../../market/order.ts";
import { defineCheck, percent, shown } from "./define-check.ts";

/** The break-even win rate that stop and target imply, against the one achieved. */
export const stopTargetPairing = defineCheck({
  id: "stop-target-pairing",
  title: "Stop and target badly paired",
  run(context) {
    const { wins, count } = context.closedTotals;
    const { orders } = context.result;
    if (!orders.some((order) => order.role === "exit" && order.group !== null && order.limitPrice !== null))
      return null;
    const pairs = pairsOf(orders);
    if (pairs.count < 5 || count < 5) return null;
    const ratio = pairs.reward / pairs.risk;
    const needed = 1 / (1 + ratio);
    const achieved = wins / count;
    if (achieved >= needed) return null;
    return {
      severity: "warning",
      message: `Targets lie ${shown(ratio)} times as far as stops, which needs ${percent(needed)} winners to break even; ${percent(achieved)} won.`,
      suggestion: "Move the target farther or the stop closer, or enter more selectively.",
      numbers: { rewardToRisk: ratio, neededWinRate: needed, winRate: achieved, pairs: pairs.count },
    };
  },
});

/** Sums the distances of protective stops and targets that belong to one entry. */
function pairsOf(orders: readonly OrderRecord[]): {
  readonly count: number;
  readonly reward: number;
  readonly risk: number;
} {
  const entries = new Map<number, number>();
  const stops = new Map<number, number>();
  let count = 0;
  let reward = 0;
  let risk = 0;
  for (const order of orders) {
    if (order.role === "entry" && order.filledQuantity > 0) entries.set(order.id, order.averagePrice);
    if (order.role === "exit" && order.group !== null && order.stopPrice !== null)
      stops.set(order.group, order.stopPrice);
  }
  for (const order of orders) {
    if (order.role !== "exit" || order.group === null || order.limitPrice === null) continue;
    const entry = entries.get(order.group);
    const stop = stops.get(order.group);
    if (entry === undefined || stop === undefined) continue;
    count++;
    reward += Math.abs(order.limitPrice - entry);
    risk += Math.abs(entry - stop);
  }
  return { count, reward, risk };
}
