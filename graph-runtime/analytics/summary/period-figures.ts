import { pow } from "../../core/math/pow.ts";
import { DAY } from "../../core/time.ts";
import type { CalendarId } from "../../market/calendar/calendar-id.ts";
import { momentsOf } from "../returns/moments.ts";
import { periodsPerYear } from "../returns/periods-per-year.ts";
import { sessionEnds } from "../returns/sessions.ts";
import { pick, simpleReturns } from "../returns/simple-returns.ts";
import { MINIMUM_DEVIATION, MINIMUM_SAMPLES } from "../sample-guards.ts";
import type { TradeRows } from "../trades/trade-table.ts";

/** The figures of a part of a run, by the ids of the statistics that they are; null where they would mean nothing. */
export type PeriodFigures = Readonly<
  Record<
    | "net-profit"
    | "total-return"
    | "cagr"
    | "volatility"
    | "sharpe"
    | "max-drawdown"
    | "trade-count"
    | "win-rate"
    | "profit-factor"
    | "expectancy",
    number | null
  >
>;

export type PeriodInput = {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly trades: TradeRows;
  readonly calendar: CalendarId;
  /** Money before the first bar of the run. */
  readonly capital: number;
  /** Bars of the part, `to` not included. */
  readonly from: number;
  readonly to: number;
};

/** Returns the figures of a part of a run as if it had been a run of its own; trades belong to the part in which they were closed. */
export function periodFigures({ time, equity, trades, calendar, capital, from, to }: PeriodInput): PeriodFigures {
  const start = from === 0 ? capital : (equity[from - 1] as number);
  const own = equity.subarray(from, to);
  const times = time.subarray(from, to);
  const ends = sessionEnds(times);
  const returns = simpleReturns(pick(own, ends));
  const { mean, deviation } = momentsOf(returns);
  const root = Math.sqrt(periodsPerYear(pick(times, ends), calendar));
  const last = own[own.length - 1] ?? start;
  const days = own.length > 1 ? ((times[times.length - 1] as number) - (times[0] as number)) / DAY : 0;
  const isEnough = returns.length >= MINIMUM_SAMPLES;
  const { count, wins, won, lost } = closedWithin(trades, from, to);
  return {
    "net-profit": last - start,
    "total-return": finite(last / start - 1),
    cagr: isEnough && days > 0 && last >= 0 ? finite(pow(last / start, 365.25 / days) - 1) : null,
    volatility: isEnough ? finite(deviation * root) : null,
    sharpe: isEnough && deviation >= MINIMUM_DEVIATION ? finite((mean / deviation) * root) : null,
    "max-drawdown": deepestFall(own, start),
    "trade-count": count,
    "win-rate": count > 0 ? wins / count : null,
    "profit-factor": lost > 0 ? won / lost : null,
    expectancy: count > 0 ? (won - lost) / count : null,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function deepestFall(equity: Float64Array, start: number): number {
  let top = start;
  let deepest = 0;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i] as number;
    if (value > top) top = value;
    else if (1 - value / top > deepest) deepest = 1 - value / top;
  }
  return deepest;
}

function closedWithin({ closedCount, columns }: TradeRows, from: number, to: number) {
  let [count, wins, won, lost] = [0, 0, 0, 0];
  for (let row = 0; row < closedCount; row++) {
    const bar = columns.lastBar[row] as number;
    if (bar < from || bar >= to) continue;
    const profit = columns.profit[row] as number;
    count++;
    if (profit > 0) {
      wins++;
      won += profit;
    } else lost -= profit;
  }
  return { count, wins, won, lost };
}
