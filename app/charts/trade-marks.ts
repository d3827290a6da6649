import type { SeriesMarker, Time } from "lightweight-charts";
import type { TradeRows } from "@/graph-runtime/analytics/trades/trade-table.ts";
import type { ChartColors } from "./chart-theme.ts";
import { chartTime } from "./chart-time.ts";
import type { TimeStretch } from "./time-range.ts";
import type { TradeLine } from "./trade-lines.ts";

/** More than this many trades at once are a carpet of arrows: the reader is asked to come closer. */
export const mostMarkedTrades = 300;
/** Lines of stops and targets are drawn for this many. */
const mostLinedTrades = 60;

/** Returns the rows of the trades of one instrument that touch a stretch of time. */
export function tradesWithin(trades: TradeRows, lane: number, { from, to }: TimeStretch): number[] {
  const { entryTime, lastTime, open, lane: lanes } = trades.columns;
  const rows: number[] = [];
  for (let row = 0; row < trades.count; row++) {
    if (lanes[row] !== lane || (entryTime[row] ?? 0) > to) continue;
    if (open[row] === 1 || (lastTime[row] ?? 0) >= from) rows.push(row);
  }
  return rows;
}

export type CandleTimes = ArrayLike<number>;

/** Returns the time of the candle that holds an instant. */
function candleAt(times: CandleTimes, instant: number): Time {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return chartTime(times[Math.max(0, low - 1)] ?? instant);
}

/** Returns an arrow at each entry and a dot, coloured by its result, at each exit. */
export function markersOf(
  trades: TradeRows,
  rows: readonly number[],
  { times, colors }: { readonly times: CandleTimes; readonly colors: ChartColors },
): SeriesMarker<Time>[] {
  const { columns } = trades;
  const markers = rows.flatMap((row): SeriesMarker<Time>[] => {
    const isLong = columns.sign[row] === 1;
    const entry: SeriesMarker<Time> = {
      time: candleAt(times, columns.entryTime[row] ?? 0),
      position: isLong ? "belowBar" : "aboveBar",
      shape: isLong ? "arrowUp" : "arrowDown",
      color: colors.accent,
    };
    if (columns.open[row] === 1) return [entry];
    const exit: SeriesMarker<Time> = {
      time: candleAt(times, columns.lastTime[row] ?? 0),
      position: isLong ? "aboveBar" : "belowBar",
      shape: "circle",
      size: 0.8,
      color: (columns.profit[row] ?? 0) >= 0 ? colors.profit : colors.loss,
    };
    return [entry, exit];
  });
  return markers.sort((a, b) => Number(a.time) - Number(b.time));
}

/** Returns the lines of each trade: entry to exit, the stop from where it began to where it ended, and the target. */
export function linesOf(
  trades: TradeRows,
  rows: readonly number[],
  {
    times,
    colors,
    focused,
  }: { readonly times: CandleTimes; readonly colors: ChartColors; readonly focused: number | null },
): TradeLine[] {
  const { columns } = trades;
  const shown = rows.length <= mostLinedTrades ? rows : rows.filter((row) => row === focused);
  return shown.flatMap((row) => {
    const at = (name: keyof typeof columns): number => columns[name][row] ?? Number.NaN;
    const from = candleAt(times, at("entryTime"));
    const to = at("open") === 1 ? chartTime(times[times.length - 1] ?? 0) : candleAt(times, at("lastTime"));
    const width = row === focused ? 2 : 1;
    const line = (fromPrice: number, toPrice: number, color: string, dash: readonly number[]): TradeLine[] =>
      Number.isNaN(fromPrice) || Number.isNaN(toPrice) ? [] : [{ from, to, fromPrice, toPrice, color, dash, width }];
    return [
      ...line(at("entryPrice"), at("markPrice"), colors.accent, [1, 3]),
      ...line(at("stop"), at("lastStop"), colors.loss, [5, 3]),
      ...line(at("target"), at("target"), colors.profit, [5, 3]),
    ];
  });
}
