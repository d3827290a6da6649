import { expect, test } from "vitest";
import { isoUtc } from "../core/time.ts";
import { emptyBars } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import { canMakeBars } from "../market/timeframe-lengths.ts";
import { makeLane } from "./make-lane.ts";

/** Minutes of one day in New York, 2024-07-02: the last one before the opening, then a whole session; the price counts them. */
function minutes() {
  const open = 1_719_927_000_000;
  const bars = emptyBars(391);
  for (let i = 0; i < 391; i++) {
    bars.time[i] = open + (i - 1) * 60_000;
    for (const field of ["open", "high", "low", "close"] as const) bars[field][i] = 1_000 + i;
    bars.volume[i] = 1;
  }
  return { instrument: shareInstrument("X"), bars };
}

test("minutes become hours of the session, with the minutes beside them and what was left out", () => {
  const lane = minutes();
  const made = makeLane(lane, "1m", "1h");
  const { bars, finer, madeFrom } = made;
  // 09:30 to 16:00 is six hours and a half
  expect(Array.from(bars.time, (time) => isoUtc(time).slice(11, 16))).toEqual([
    "13:30",
    "14:30",
    "15:30",
    "16:30",
    "17:30",
    "18:30",
    "19:30",
  ]);
  expect(Array.from(bars.volume)).toEqual([60, 60, 60, 60, 60, 60, 30]);
  expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0]]).toEqual([1_001, 1_060, 1_001, 1_060]);
  expect(finer).toBe(lane.bars);
  expect(madeFrom).toEqual({ timeframe: "1m", outside: 1 });
  expect(makeLane(lane, "1m", "1h").bars).toBe(bars);
});

test("a lane of the strategy's own timeframe, or a longer one, stays what it is", () => {
  const lane = minutes();
  expect(makeLane(lane, "1h", "1h")).toBe(lane);
  expect(makeLane(lane, "1h", "1m")).toBe(lane);
  expect(makeLane(lane, "1d", "1w")).toBe(lane);
});

test.each([
  ["1m", "1d", true],
  ["30m", "1h", true],
  ["1m", "1m", false],
  ["1h", "30m", false],
  ["1d", "1w", false],
  ["what", "1h", false],
])("bars of %s make bars of %s: %s", (from, to, can) => {
  expect(canMakeBars(from, to)).toBe(can);
});
