import type { OrderLog } from "../../market/order-log.ts";
import { defineCheck, percent, shown } from "./define-check.ts";

/** The break-even win rate that stop and target imply, against the one achieved. */
export const stopTargetPairing = defineCheck({
  id: "stop-target-pairing",
  title: "Stop and target badly paired",
  run(context) {
    const { wins, count } = context.closedTotals;
    const pairs = pairsOf(context.result.orderLog);
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
function pairsOf(orders: OrderLog): {
  readonly count: number;
  readonly reward: number;
  readonly risk: number;
} {
  // by the id of the entry; ids rise
  const ids = orders.count === 0 ? 0 : orders.id(orders.count - 1) + 1;
  const entries = new Float64Array(ids).fill(Number.NaN);
  const stops = new Float64Array(ids).fill(Number.NaN);
  let count = 0;
  let reward = 0;
  let risk = 0;
  for (let row = 0; row < orders.count; row++) {
    const group = orders.group(row);
    if (orders.isEntry(row)) {
      if (orders.filledQuantity(row) > 0) entries[orders.id(row)] = orders.averagePrice(row);
    } else if (group >= 0 && !Number.isNaN(orders.stopPrice(row))) stops[group] = orders.firstStopPrice(row);
  }
  for (let row = 0; row < orders.count; row++) {
    const limit = orders.limitPrice(row);
    const group = orders.group(row);
    if (orders.isEntry(row) || Number.isNaN(limit) || !(group >= 0)) continue;
    const entry = entries[group] as number;
    const stop = stops[group] as number;
    if (Number.isNaN(entry) || Number.isNaN(stop)) continue;
    count++;
    reward += Math.abs(limit - entry);
    risk += Math.abs(entry - stop);
  }
  return { count, reward, risk };
}
