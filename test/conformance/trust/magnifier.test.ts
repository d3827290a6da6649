import { describe, expect, test } from "vitest";
import { DAY } from "@/graph-runtime/core/time.ts";
import { Settings } from "@/graph-runtime/graph/settings.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runCase } from "@/graph-runtime/testkit/oracle/run-case.ts";
import { buy, fillLines } from "@/graph-runtime/testkit/run-script.ts";

type Quote = readonly [open: number, high: number, low: number, close: number];

/** A purchase at 100 with a stop at 95 and a target at 105, both inside the second day, whose hours are given. */
function run(hours: readonly Quote[], intrabar: "magnifier" | "pessimistic" = "magnifier") {
  const bar = ([open, high, low, close]: Quote, time: number) => ({ time, open, high, low, close, volume: 1_000 });
  const days: readonly Quote[] = [
    [100, 100, 100, 100],
    [100, 106, 94, 100],
  ];
  return runCase({
    settings: Settings.parse({ costs: { model: "none" }, timeframe: "1d", execution: { intrabar } }),
    instruments: [shareInstrument("TEST", { calendar: "always" })],
    times: days.map((_, day) => day * DAY),
    bars: days.map((day, index) => [bar(day, index * DAY)]),
    script: new Map([[0, [[buy({ type: "market" }, 10)]]]]),
    protections: [
      { role: "stop", percent: false, distance: 5 },
      { role: "target", percent: false, distance: 5 },
    ],
    actions: [[]],
    rates: [null],
    finer: [[[bar([100, 100, 100, 100], 0)]], [hours.map((hour, index) => bar(hour, DAY + index * 3_600_000))]],
  });
}

const upFirst: readonly Quote[] = [
  [100, 106, 100, 104],
  [104, 104, 94, 95],
  [95, 100, 95, 100],
];
const downFirst: readonly Quote[] = [
  [100, 100, 94, 95],
  [95, 106, 95, 104],
  [104, 104, 100, 100],
];

describe("the magnifier walks the finer bars of a bar", () => {
  test("what they reach first fills, and nothing is ambiguous any more", () => {
    const up = run(upFirst);
    expect(fillLines(up)).toEqual(["1 buy 10 at 100", "1 sell 10 at 105"]);
    expect([up.ambiguousBars, up.finerBars, up.coarseBars]).toEqual([0, 1, 0]);
    const down = run(downFirst);
    expect(fillLines(down)).toEqual(["1 buy 10 at 100", "1 sell 10 at 95"]);
    expect(down.ambiguousBars).toBe(0);
  });

  test("without it the same bar is ambiguous, and the stop counts", () => {
    const plain = run(upFirst, "pessimistic");
    expect(fillLines(plain)).toEqual(["1 buy 10 at 100", "1 sell 10 at 95"]);
    expect(plain.ambiguousBars).toBe(1);
  });

  test("a jump over the stop between two finer bars fills where it lands", () => {
    const gap = run([
      [100, 104, 100, 104],
      [94.5, 96, 94, 96],
      [96, 106, 96, 100],
    ]);
    expect(fillLines(gap)).toEqual(["1 buy 10 at 100", "1 sell 10 at 94.5"]);
  });

  test("within one finer bar that holds both, whatever hurts first", () => {
    const open = run([
      [100, 106, 94, 95],
      [95, 100, 95, 100],
    ]);
    expect(fillLines(open)).toEqual(["1 buy 10 at 100", "1 sell 10 at 95"]);
    expect(open.ambiguousBars).toBe(1);
  });

  test("finer bars that are not the whole bar are not believed, and such bars are counted", () => {
    const part = run(upFirst.slice(0, 2));
    expect([part.finerBars, part.coarseBars, part.ambiguousBars]).toEqual([0, 1, 1]);
    expect(fillLines(part)).toEqual(["1 buy 10 at 100", "1 sell 10 at 95"]);
  });
});
