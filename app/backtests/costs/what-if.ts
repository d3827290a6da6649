import type { TradeRows } from "@/graph-runtime/analytics/trades/trade-table.ts";

/** What trading would have cost. Slippage comes on top of what the run's own prices contain. */
export type CostPlan = {
  readonly model: "as-run" | "percent" | "per-fill" | "per-unit";
  /** Percent of the value on each side, money for each fill, or money for each unit on each side. */
  readonly rate: number;
  /** Percent of the value on each side. */
  readonly slippagePercent: number;
};

export type CostOutcome = {
  readonly trades: number;
  /** Money of the closed trades. */
  readonly gross: number;
  readonly costs: number;
  readonly net: number;
  /** Costs over gross profit; null where there is no gross profit. */
  readonly share: number | null;
  readonly winRate: number | null;
  readonly profitFactor: number | null;
  readonly expectancy: number | null;
  /** Percent of the value on each side at which nothing is left; null where there is nothing to lose. */
  readonly breakEvenPercent: number | null;
};

/** Money that one closed trade would have cost. */
export function costOf({ columns }: Pick<TradeRows, "columns">, row: number, plan: CostPlan): number {
  const at = (name: keyof typeof columns): number => columns[name][row] ?? 0;
  const bothSides = at("entryValue") + at("exitValue");
  const slippage = (bothSides * plan.slippagePercent) / 100;
  switch (plan.model) {
    case "as-run":
      return at("fees") + slippage;
    case "percent":
      return (bothSides * plan.rate) / 100 + slippage;
    case "per-fill":
      return at("fills") * plan.rate + slippage;
    case "per-unit":
      return 2 * at("quantity") * plan.rate + slippage;
  }
}

/** Returns what the closed trades would have come to under other costs: the same fills and the same sizes. */
export function whatIf(trades: TradeRows, plan: CostPlan): CostOutcome {
  const { closedCount, columns } = trades;
  let [gross, costs, won, lost, wins, value] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < closedCount; row++) {
    const before = columns.grossProfit[row] ?? 0;
    const cost = costOf(trades, row, plan);
    const net = before - cost;
    gross += before;
    costs += cost;
    value += (columns.entryValue[row] ?? 0) + (columns.exitValue[row] ?? 0);
    if (net > 0) {
      wins++;
      won += net;
    } else lost -= net;
  }
  return {
    trades: closedCount,
    gross,
    costs,
    net: gross - costs,
    share: gross > 0 ? costs / gross : null,
    winRate: closedCount > 0 ? wins / closedCount : null,
    profitFactor: lost > 0 ? won / lost : null,
    expectancy: closedCount > 0 ? (gross - costs) / closedCount : null,
    breakEvenPercent: gross > 0 && value > 0 ? (gross / value) * 100 : null,
  };
}

/** Returns the closed trades' profit so far, after each exit, in order of time. */
export function profitSoFar(
  trades: TradeRows,
  plan: CostPlan,
): { readonly time: Float64Array; readonly profit: Float64Array } {
  const { closedCount, columns } = trades;
  const rows = Uint32Array.from({ length: closedCount }, (_, row) => row);
  rows.sort((one, other) => (columns.lastTime[one] ?? 0) - (columns.lastTime[other] ?? 0));
  const time: number[] = [];
  const profit: number[] = [];
  let sum = 0;
  for (const row of rows) {
    sum += (columns.grossProfit[row] ?? 0) - costOf(trades, row, plan);
    const at = columns.lastTime[row] ?? 0;
    if (time[time.length - 1] === at) profit[profit.length - 1] = sum;
    else {
      time.push(at);
      profit.push(sum);
    }
  }
  return { time: Float64Array.from(time), profit: Float64Array.from(profit) };
}
