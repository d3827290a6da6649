import { expect, test } from "vitest";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { emptyBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { buy, fillLines, runScript } from "@/graph-runtime/testkit/run-script.ts";

const bars = [
  [10, 10, 10, 10],
  [11, 12, 11, 12],
];

test("defect 7: an order decided at a close fills at the next bar's open", () => {
  expect(fillLines(runScript({ bars, asks: { 0: [buy()] } }))).toEqual(["1 buy 10 at 11"]);
});

test("defect 7: filling at the very close must be asked for, and the assumptions call it optimistic", () => {
  const result = runScript({ bars, asks: { 0: [buy()] }, settings: { execution: { fill: "same-close" } } });
  expect(fillLines(result)).toEqual(["0 buy 10 at 10"]);
  const report = buildReport({ result, lanes: [{ instrument: shareInstrument("TEST"), bars: emptyBars(2) }] });
  expect(report.assumptions.some((line) => line.optimistic === true)).toBe(true);
});
