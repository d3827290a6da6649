import type { Lane, RunResult } from "../run-result.ts";
import { type Summary, summarize } from "./summarize.ts";
import { type SummaryFrame, summaryFrame } from "./summary-frame.ts";

/** Returns a function that sums up runs over stretches of one history; the sessions of a stretch are found once. */
export function windowSummaries(
  lanes: readonly Pick<Lane, "instrument">[],
): (run: RunResult, window: { readonly from: number; readonly to: number }) => Summary {
  const frames = new Map<string, SummaryFrame>();
  const calendars = lanes.map(({ instrument }) => instrument.calendar);
  const calendar = calendars.find((one) => one !== "always") ?? "always";
  const multipliers = lanes.map(({ instrument }) => instrument.multiplier);
  return ({ time, equity, fillLog, settings }, { from, to }) => {
    const key = `${from} ${to}`;
    let frame = frames.get(key);
    if (!frame) {
      frame = summaryFrame(time, calendar);
      frames.set(key, frame);
    }
    return summarize(frame, { equity, fills: fillLog, capital: settings.capital, multipliers });
  };
}
