import type { Lane, RunResult } from "../run-result.ts";
import { tradeTable } from "../trades/trade-list.ts";
import { tradeTotals } from "../trades/trade-totals.ts";
import { type Summary, summarize } from "./summarize.ts";
import { type SummaryFrame, summaryFrame } from "./summary-frame.ts";
import type { TradeSums } from "./trade-sums.ts";

/** Returns a function that sums up runs over stretches of one history; the sessions of a stretch are found once. */
export function windowSummaries(
  lanes: readonly Lane[],
): (run: RunResult, window: { readonly from: number; readonly to: number }) => Summary {
  const frames = new Map<string, SummaryFrame>();
  const calendars = lanes.map(({ instrument }) => instrument.calendar);
  const calendar = calendars.find((one) => one !== "always") ?? "always";
  const multipliers = lanes.map(({ instrument }) => instrument.multiplier);
  const needsTrades = lanes.some(
    ({ actions = [], conversion }) => conversion !== undefined || actions.some(({ kind }) => kind === "split"),
  );
  return (run, { from, to }) => {
    const { time, equity, fillLog, settings } = run;
    const key = `${from} ${to}`;
    let frame = frames.get(key);
    if (!frame) {
      frame = summaryFrame(time, calendar);
      frames.set(key, frame);
    }
    const task = { equity, fills: fillLog, capital: settings.capital, multipliers };
    return summarize(frame, needsTrades ? { ...task, trades: sumsOf(run, lanes) } : task);
  };
}

/** Prices in another currency and units of another size say nothing by themselves: such trades are worked out one by one. */
function sumsOf(run: RunResult, lanes: readonly Lane[]): TradeSums {
  const end = run.time[run.time.length - 1] ?? 0;
  // what happens after the stretch is none of its trades
  const seen = lanes.map((lane) => ({ ...lane, actions: (lane.actions ?? []).filter(({ time }) => time <= end) }));
  const table = tradeTable(run, seen, "flat-to-flat");
  const { count, wins, won, lost } = tradeTotals(table, table.closedCount);
  return { trades: count, wins, won, lost };
}
