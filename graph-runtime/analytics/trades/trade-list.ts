import type { FillRecord } from "../../market/fill.ts";
import { lastAtOrBefore } from "../returns/last-at-or-before.ts";
import type { Lane, RunResult } from "../run-result.ts";
import { bookTrade } from "./book-trade.ts";
import { groupFills, type TradeGrouping } from "./group-fills.ts";
import { initialStops } from "./initial-risk.ts";
import { splitAdjusted } from "./split-adjusted.ts";
import { TradeTable } from "./trade-table.ts";

/** Returns the trades of a run: closed ones in order of entry, then those still open at the end. */
export function tradeTable(result: RunResult, lanes: readonly Lane[], grouping: TradeGrouping): TradeTable {
  // Most trades are one fill in and one out; the table grows where they are not.
  const table = new TradeTable(Math.ceil(result.fills.length / 2) + 1);
  const findStop = initialStops(result.orders);
  const perLane = fillsByLane(result.fills, lanes.length);
  const lastBar = result.time.length - 1;
  for (const [laneIndex, lane] of lanes.entries()) {
    const times = lane.bars.time;
    const isAligned = times.length === result.time.length && times[0] === result.time[0];
    const barOf = isAligned
      ? (fill: FillRecord): number => fill.bar
      : (fill: FillRecord): number => lastAtOrBefore(times, fill.time);
    const { bars, fills, factorAt } = splitAdjusted(lane, perLane[laneIndex] ?? [], result.time);
    groupFills(fills, { grouping, barOf }, (sign, isOpen, events) => {
      bookTrade(table, events, { bars, factorAt, lane, laneIndex, sign, isOpen, lastBar, findStop });
    });
  }
  if (lanes.length > 1 || grouping !== "flat-to-flat") table.sort();
  return table;
}

function fillsByLane(fills: readonly FillRecord[], lanes: number): (readonly FillRecord[])[] {
  if (lanes === 1) return [fills];
  const perLane: FillRecord[][] = Array.from({ length: lanes }, () => []);
  for (const fill of fills) perLane[fill.lane]?.push(fill);
  return perLane;
}
