import type { FillRecord } from "../../market/fill.ts";
import { lastAtOrBefore } from "../returns/last-at-or-before.ts";
import type { Lane, RunResult } from "../run-result.ts";
import { buildTrade, type TradeDraft } from "./build-trade.ts";
import { groupFills } from "./group-fills.ts";
import { initialStops } from "./initial-risk.ts";
import type { Trade } from "./trade.ts";
import type { TradeEvent } from "./trade-event.ts";

/** What one trade is: from flat to flat; each entry lot against the fills that close it; or each reduction by itself. */
export type TradeGrouping = "flat-to-flat" | "fill-to-fill" | "flat-to-reduced";

/** Returns closed trades in order of entry, then the trades still open at the end of the run. */
export function tradesOf(result: RunResult, lanes: readonly Lane[], grouping: TradeGrouping): readonly Trade[] {
  const findStop = initialStops(result.orders);
  const drafts: TradeDraft[] = [];
  const perLane = fillsByLane(result.fills, lanes.length);
  for (const [laneIndex, lane] of lanes.entries()) {
    const times = lane.bars.time;
    const isAligned = times.length === result.time.length && times[0] === result.time[0];
    const barOf = isAligned
      ? (event: TradeEvent): number => event.fill.bar
      : (event: TradeEvent): number => lastAtOrBefore(times, event.fill.time);
    const run = { laneIndex, lastBar: result.time.length - 1, findStop, barOf };
    for (const group of groupFills(perLane[laneIndex] as FillRecord[], grouping))
      drafts.push(buildTrade(group, lane, run));
  }
  drafts.sort((a, b) => Number(a.open) - Number(b.open) || a.entryBar - b.entryBar || a.lane - b.lane);
  for (let i = 0; i < drafts.length; i++) (drafts[i] as TradeDraft).id = i + 1;
  return drafts;
}

function fillsByLane(fills: readonly FillRecord[], lanes: number): (readonly FillRecord[])[] {
  if (lanes === 1) return [fills];
  const perLane: FillRecord[][] = Array.from({ length: lanes }, () => []);
  for (const fill of fills) perLane[fill.lane]?.push(fill);
  return perLane;
}
