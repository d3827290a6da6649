import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { type BarColumns, sliceBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";

const { program } = compile(smaCross.document);
const run = (...lanes: BarColumns[]) =>
  runBacktest({
    program: program!,
    lanes: lanes.map((bars, lane) => ({ instrument: shareInstrument(`L${lane}`), bars })),
  });
const bars = (): BarColumns => syntheticBars({ seed: 5, length: 300 });

/** Returns bars with one cell changed. */
function spoiled(field: keyof BarColumns, value: (before: BarColumns) => number): BarColumns {
  const changed = bars();
  changed[field][100] = value(changed);
  return changed;
}

describe("bad data is a diagnostic, never a wrong number", () => {
  test.each([
    ["bars out of order", "bars.order", () => spoiled("time", ({ time }) => time[98]! - 1)],
    ["two bars of one time", "bars.duplicate", () => spoiled("time", ({ time }) => time[99]!)],
    ["a price that is no number", "bars.not-finite", () => spoiled("close", () => Number.NaN)],
    ["an infinite price", "bars.not-finite", () => spoiled("high", () => Number.POSITIVE_INFINITY)],
    ["a negative price", "bars.not-positive", () => spoiled("low", () => -1)],
    ["a high below the low", "bars.high-below-low", () => spoiled("high", ({ low }) => low[100]! - 1)],
    ["a close outside the range", "bars.outside-range", () => spoiled("close", ({ high }) => high[100]! + 1)],
    ["a negative volume", "bars.volume", () => spoiled("volume", () => -1)],
  ])("%s", (_, code, data) => {
    const result = run(data());
    expect(result.diagnostics.map((problem) => problem.code)).toContain(code);
    expect(result.diagnostics.find((problem) => problem.code === code)?.message).toContain("bar 100");
    expect(result.equity).toHaveLength(0);
    expect(result.fills).toEqual([]);
  });

  test("no data, an instrument without bars, and instruments with no time in common", () => {
    const codes = (...lanes: BarColumns[]) => run(...lanes).diagnostics.map((problem) => problem.code);
    expect(codes()).toEqual(["run.no-data"]);
    expect(codes(sliceBars(bars(), 0, 0))).toEqual(["run.no-bars"]);
    expect(codes(sliceBars(bars(), 0, 100), sliceBars(bars(), 150, 300))).toEqual(["run.no-overlap"]);
  });

  test("bars without volume run as they are, since nothing asked for volume", () => {
    const silent = bars();
    silent.volume.fill(0);
    expect(run(silent).fingerprint).toBe(run(bars()).fingerprint);
  });

  test("a capital of zero does not compile", () => {
    const { settings } = smaCross.document;
    const outcome = compile({ ...smaCross.document, settings: { ...settings, capital: 0 } });
    expect(outcome.program).toBeNull();
    expect(outcome.diagnostics[0]?.path).toContain("/settings/capital");
  });

  test("an instrument that starts late is not traded before, and does not hold up the others", () => {
    const early = bars();
    const late = sliceBars(syntheticBars({ seed: 8, length: 300 }), 150, 300);
    const both = run(early, late);
    expect(both.time).toHaveLength(300);
    expect(both.fills.filter((fill) => fill.lane === 1).every((fill) => fill.bar > 150)).toBe(true);
    expect(both.fills.some((fill) => fill.lane === 0 && fill.bar < 150)).toBe(true);
  });
});
