import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { emptyBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { disconnect } from "../commands/connect.ts";
import { setParam } from "../commands/edit-node.ts";
import { readBarColumns } from "./bar-data.ts";
import { countGates } from "./count-gates.ts";
import { check, preview } from "./evaluate.ts";
import { headline } from "./headline.ts";
import { compileToLook, lookAt, openTravel, seriesOf } from "./look.ts";

/** Bars of a price that swings slowly, so that averages cross many times. */
function swingingBars(count: number) {
  const bars = emptyBars(count);
  for (let index = 0; index < count; index += 1) {
    const price = 100 + 20 * Math.sin(index / 25) + index * 0.01;
    bars.time[index] = index * 86_400_000;
    bars.open[index] = price;
    bars.high[index] = price + 1;
    bars.low[index] = price - 1;
    bars.close[index] = price + 0.5;
    bars.volume[index] = 1000;
  }
  return bars;
}
const lane = { instrument: shareInstrument("TEST"), bars: swingingBars(1000) };
const data = { lanes: [lane], references: [] };
const clock = () => 0;

describe("the preview", () => {
  test("has the fingerprint of a plain backtest of the same document", () => {
    const { program } = check(smaCross.document, () => 0);
    if (program === null) throw new Error("the template must compile");
    const shown = preview(program, data, clock);
    const plain = compile(smaCross.document).program;
    if (plain === null || "reason" in shown) throw new Error("both must run");
    expect(shown.fingerprint).toBe(runBacktest({ program: plain, lanes: [lane], blockSize: 7 }).fingerprint);
    expect(shown.trades.length).toBeGreaterThan(3);
    expect(headline(shown.statistics)).toHaveLength(8);
  });

  test("a changed knob gives another fingerprint", () => {
    const fingerprint = (document: typeof smaCross.document): string => {
      const { program } = check(document, () => 0);
      const shown = program === null ? null : preview(program, data, clock);
      return shown === null || "reason" in shown ? "" : shown.fingerprint;
    };
    expect(fingerprint(setParam("fast", "length", 5).apply(smaCross.document))).not.toBe(
      fingerprint(smaCross.document),
    );
  });

  test("of a draft with errors tells what is wrong and runs nothing", () => {
    const { checked, program } = check(disconnect(new Set(["up:crossed>buy:when"])).apply(smaCross.document), () => 0);
    expect(program).toBeNull();
    expect(checked.diagnostics.some((problem) => problem.nodeId === "buy" && problem.severity === "error")).toBe(true);
    expect(checked.sentences.length).toBeGreaterThan(0);
  });
});

describe("looking at a bar", () => {
  const program = compileToLook(smaCross.document);

  test("gives every port its value, and a reason where nothing fired", () => {
    if (program === null) throw new Error("the template must compile");
    const looked = lookAt(openTravel(program, data), 500, 0);
    const values = new Map(looked?.values);
    expect(values.get("price.close")).toBe(lane.bars.close[500]);
    expect(looked?.orders.every((order) => order.hasFired || order.reason.length > 0)).toBe(true);
  });

  test("agrees with the series of the node at every bar", () => {
    if (program === null) throw new Error("the template must compile");
    const travel = openTravel(program, data);
    const [line] = seriesOf(program, data, { nodeId: "fast", lane: 0 });
    for (const bar of [0, 8, 9, 10, 499, 999])
      expect(line?.values[bar]).toEqual(new Map(lookAt(travel, bar, 0)?.values).get("fast.value"));
  });

  test("beyond the data gives nothing", () => {
    if (program === null) throw new Error("the template must compile");
    expect(lookAt(openTravel(program, data), 5000, 0)).toBeNull();
  });
});

describe("counting gates", () => {
  test("accounts for every bar, and a crossing is true as often as it happens", () => {
    const program = compileToLook(smaCross.document);
    if (program === null) throw new Error("the template must compile");
    const gates = countGates(program, data);
    expect(gates.map((gate) => gate.nodeId)).toEqual(expect.arrayContaining(["up", "down"]));
    for (const gate of gates) expect(gate.isTrue + gate.isFalse + gate.isUnknown).toBe(1000);
    const up = gates.find((gate) => gate.nodeId === "up");
    const down = gates.find((gate) => gate.nodeId === "down");
    expect(up?.isTrue).toBeGreaterThan(3);
    expect(Math.abs((up?.isTrue ?? 0) - (down?.isTrue ?? 0))).toBeLessThanOrEqual(1);
    expect(up?.isUnknown).toBe(program.nodes.find((node) => node.id === "up")?.warmup);
  });
});

describe("reading the server's bars", () => {
  test("refuses a buffer whose length does not fit its count", () => {
    const buffer = new ArrayBuffer(8 + 48);
    new DataView(buffer).setUint32(0, 2, true);
    expect(() => readBarColumns(buffer)).toThrow(/expected 104 bytes for 2 bars, found 56/);
  });
});
