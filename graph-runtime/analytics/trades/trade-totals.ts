import { riskAt } from "./trade-objects.ts";
import type { TradeTable } from "./trade-table.ts";

/** Sums over the first trades of a table, from which the trade statistics are made. Money in the run's currency. */
export type TradeTotals = {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  /** Sum of the profits of winning trades, and of the losses as a positive number; net of fees. */
  readonly won: number;
  readonly lost: number;
  readonly profit: number;
  readonly fees: number;
  /** Value of all units that entered and left. */
  readonly traded: number;
  /** Sample deviation of profit; NaN below two trades. */
  readonly deviation: number;
  readonly best: number;
  readonly worst: number;
  readonly returnSum: number;
  /** Trades with a known initial risk, and the sum of their multiples of it. */
  readonly withRisk: number;
  readonly rSum: number;
  readonly adverse: number;
  readonly worstAdverse: number;
  readonly favourable: number;
  readonly endDrawdown: number;
  readonly bars: number;
  readonly winBars: number;
  readonly lossBars: number;
  readonly winStreak: number;
  readonly lossStreak: number;
};

export function tradeTotals(table: TradeTable, count: number): TradeTotals {
  const { columns } = table;
  let wins = 0;
  let losses = 0;
  let won = 0;
  let lost = 0;
  let profit = 0;
  let fees = 0;
  let traded = 0;
  let best = Number.NEGATIVE_INFINITY;
  let worst = Number.POSITIVE_INFINITY;
  let returnSum = 0;
  let withRisk = 0;
  let rSum = 0;
  let adverse = 0;
  let worstAdverse = 0;
  let favourable = 0;
  let endDrawdown = 0;
  let bars = 0;
  let winBars = 0;
  let lossBars = 0;
  let winRun = 0;
  let lossRun = 0;
  let winStreak = 0;
  let lossStreak = 0;
  for (let i = 0; i < count; i++) {
    const result = columns.profit[i] as number;
    const held = columns.barsHeld[i] as number;
    const mae = columns.mae[i] as number;
    const mfe = columns.mfe[i] as number;
    profit += result;
    fees += columns.fees[i] as number;
    traded += (columns.entryValue[i] as number) + (columns.exitValue[i] as number);
    if (result > 0) {
      wins++;
      won += result;
      winBars += held;
      winRun++;
      lossRun = 0;
      if (winRun > winStreak) winStreak = winRun;
    } else if (result < 0) {
      losses++;
      lost -= result;
      lossBars += held;
      lossRun++;
      winRun = 0;
      if (lossRun > lossStreak) lossStreak = lossRun;
    } else {
      winRun = 0;
      lossRun = 0;
    }
    if (result > best) best = result;
    if (result < worst) worst = result;
    returnSum += result / (columns.entryValue[i] as number);
    const risk = riskAt(table, i);
    if (risk > 0) {
      withRisk++;
      rSum += result / risk;
    }
    adverse += mae;
    if (mae < worstAdverse) worstAdverse = mae;
    favourable += mfe;
    endDrawdown += Math.max(0, mfe - (columns.grossProfit[i] as number));
    bars += held;
  }
  const mean = profit / count;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const difference = (columns.profit[i] as number) - mean;
    squares += difference * difference;
  }
  const deviation = count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN;
  return {
    count,
    wins,
    losses,
    won,
    lost,
    profit,
    fees,
    traded,
    deviation,
    best,
    worst,
    returnSum,
    withRisk,
    rSum,
    adverse,
    worstAdverse,
    favourable,
    endDrawdown,
    bars,
    winBars,
    lossBars,
    winStreak,
    lossStreak,
  };
}
