import type { FillLog } from "../../market/fill-log.ts";
import { lastAtOrBefore } from "../returns/last-at-or-before.ts";
import type { Lane, RunResult } from "../run-result.ts";
import { bookTrade } from "./book-trade.ts";
import { groupFills, type TradeGrouping } from "./group-fills.ts";
import { inAccountMoney } from "./in-account-money.ts";
import { ExitFinder } from "./initial-risk.ts";
import { splitAdjusted } from "./split-adjusted.ts";
import { TradeTable } from "./trade-table.ts";

/** Returns the trades of a run: closed ones in order of entry, then those still open at the end. */
export function tradeTable(result: RunResult, lanes: readonly Lane[], grouping: TradeGrouping): TradeTable {
  // Most trades are one fill in and one out; the table grows where they are not.
  const table = new TradeTable(Math.ceil(result.fillLog.count / 2) + 1);
  const orders = result.orderLog;
  const exits = new ExitFinder(orders);
  const perLane = lanes.length === 1 ? null : rowsByLane(result.fillLog, lanes.length);
  const lastBar = result.time.length - 1;
  for (const [laneIndex, lane] of lanes.entries()) {
    const times = lane.bars.time;
    const isAligned = times.length === result.time.length && times[0] === result.time[0];
    const own = perLane === null ? null : (perLane[laneIndex] as Int32Array);
    const adjusted = splitAdjusted(lane, { fills: result.fillLog, rows: own }, result.time);
    const { factorAt } = adjusted;
    const { bars, fills, rows } = lane.conversion ? inAccountMoney(adjusted, lane.conversion) : adjusted;
    const barOf = isAligned
      ? (row: number): number => fills.bar(row)
      : (row: number): number => lastAtOrBefore(times, fills.time(row));
    groupFills(fills, { grouping, rows, barOf }, (sign, isOpen, events) => {
      bookTrade(table, events, {
        bars,
        factorAt,
        lane,
        laneIndex,
        sign,
        isOpen,
        lastBar,
        orders,
        exits,
      });
    });
  }
  if (lanes.length > 1 || grouping !== "flat-to-flat") table.sort();
  return table;
}

/** Rows of each lane's fills, in order. */
function rowsByLane(fills: FillLog, lanes: number): Int32Array[] {
  const counts = new Int32Array(lanes);
  for (let row = 0; row < fills.count; row++) counts[fills.lane(row)]!++;
  const rows = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < fills.count; row++) {
    const lane = fills.lane(row);
    rows[lane]![counts[lane]!++] = row;
  }
  return rows;
}
