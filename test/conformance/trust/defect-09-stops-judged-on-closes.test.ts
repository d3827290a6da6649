import { expect, test } from "vitest";
import { buy, fillLines, runScript } from "@/graph-runtime/testkit/run-script.ts";

test("defect 9: a stop that is pierced within the bar fills, wherever the bar closes", () => {
  const bars = [
    [100, 100, 100, 100],
    [100, 101, 99, 100],
    [100, 101, 94, 101],
  ];
  const protections = [{ role: "stop" as const, percent: true, distance: 5 }];
  expect(fillLines(runScript({ bars, asks: { 0: [buy()] }, protections }))[1]).toBe("2 sell 10 at 95");
});

test("defect 9: a trailing stop follows the highs, not the closes, and moves after the bar's matching", () => {
  const bars = [
    [100, 100, 100, 100],
    [100, 110, 100, 101],
    [105.5, 106, 104, 104],
  ];
  const protections = [{ role: "trail" as const, percent: false, distance: 5 }];
  // the high of 110 puts the stop at 105; following the close it would stand at 96
  expect(fillLines(runScript({ bars, asks: { 0: [buy()] }, protections }))[1]).toBe("2 sell 10 at 105");
});

test("defect 9: the bar that makes the high cannot be stopped out by the level that it makes", () => {
  const bars = [
    [100, 100, 100, 100],
    [103, 110, 103, 104],
    [106, 107, 106, 107],
  ];
  const protections = [{ role: "trail" as const, percent: false, distance: 5 }];
  expect(runScript({ bars, asks: { 0: [buy()] }, protections }).fills).toHaveLength(1);
});
