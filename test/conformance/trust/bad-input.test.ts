import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { type BarColumns, sliceBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { buy, close, fillLines, runScript } from "@/graph-runtime/testkit/run-script.ts";
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

  test("a defect that shows late, in one of several instruments, throws the whole run away", () => {
    const sound = bars();
    const late = { ...bars(), time: sound.time };
    late.close[290] = Number.NaN;
    const lanes = [sound, late].map((bars, lane) => ({ instrument: shareInstrument(`L${lane}`), bars }));
    const result = runBacktest({ program: program!, lanes, blockSize: 64 });
    expect(result.diagnostics.map(({ code, message }) => [code, message.slice(0, 3)])).toEqual([
      ["bars.not-finite", "L1:"],
    ]);
    expect(result.equity).toHaveLength(0);
    expect(result.orders).toEqual([]);
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

describe("bad orders are denied with a reason, or wait; none is a wrong number", () => {
  const flat = [100, 100, 100, 100];
  const market = { type: "market" } as const;
  const unfilled = (result: ReturnType<typeof runScript>): string | null | undefined => {
    expect(result.fills).toEqual([]);
    expect(result.equity.every((money) => money === 100_000)).toBe(true);
    return result.orders[0]?.deniedReason;
  };
  const reasonOf = (more: Partial<Parameters<typeof runScript>[0]>) =>
    unfilled(runScript({ bars: [flat, flat, flat], asks: {}, ...more }));

  test.each([0, -3, Number.NaN])("an order for %s units", (units) => {
    expect(reasonOf({ asks: { 0: [buy(market, units)] } })).toBeTruthy();
  });

  test("lots: part of one is no order, and what is beyond whole ones is left out", () => {
    const instrument = { lotSize: 50 };
    expect(reasonOf({ asks: { 0: [buy(market, 49)] }, instrument })).toContain("rounds to zero");
    const asks = { 0: [buy(market, 149.9)] };
    expect(fillLines(runScript({ bars: [flat, flat], asks, instrument }))).toEqual(["1 buy 100 at 100"]);
  });

  test("beyond buying power", () => {
    expect(reasonOf({ asks: { 0: [buy(market, 1_001)] } })).toBe(
      "it needs 100100.00 and the buying power is 100000.00",
    );
  });

  test("outside the session: what is asked for at its end waits for the next one, and a day order lives in that", () => {
    // 24 hours a day by the clock; the bar of 23:00 ends the session
    const bars = Array.from({ length: 49 }, (_, hour) => [100 + hour, 100 + hour, 100 + hour, 100 + hour]);
    const result = runScript({ bars, step: 3_600_000, asks: { 23: [buy(market, 10, { timeInForce: "day" })] } });
    expect(fillLines(result)).toEqual(["24 buy 10 at 124"]);
    const limit = buy({ type: "limit", price: 50 }, 10, { timeInForce: "day" });
    const expired = runScript({ bars, step: 3_600_000, asks: { 23: [limit] } });
    expect([unfilled(expired), expired.orders[0]?.status]).toEqual([null, "expired"]);
  });

  test("on an expired instrument, and on none at all", () => {
    expect(reasonOf({ asks: { 1: [buy()] }, instrument: { expiry: 86_400_000 } })).toContain("expired at 1970-01-02");
    expect(reasonOf({ asks: { 0: [close()] } })).toBe("there is no position to close");
  });

  test("on a bar of zero volume, where a share of the volume is all that may fill", () => {
    const bars = [flat, [...flat, 0], [...flat, 600]];
    const settings = { execution: { participationPercent: 10 } };
    expect(fillLines(runScript({ bars, asks: { 0: [buy(market, 10)] }, settings }))).toEqual(["2 buy 10 at 100"]);
  });
});
