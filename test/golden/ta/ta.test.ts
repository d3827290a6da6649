import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { CANDLE_PATTERNS } from "@/graph-runtime/nodes/kinds/indicators/candles/candle-pattern.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { runNode } from "@/graph-runtime/nodes/run-node.ts";
import { TA_MAPPINGS, type TaMapping } from "./function-map.ts";
import { patternBars } from "./pattern-bars.ts";
import { readPattern, readVectors, taColumn, taFunctions } from "./read-vectors.ts";

const TOLERANCE = 1e-9;
const patternNames = taFunctions.functions.filter((name) => name.startsWith("CDL"));
const otherNames = taFunctions.functions.filter((name) => !name.startsWith("CDL"));

type Asked = {
  readonly mapping: TaMapping;
  readonly params: Readonly<Record<string, number>>;
  readonly columns: readonly Float64Array[];
};

function ask({ mapping, params, columns }: Asked): Float64Array[] {
  const definition = registry.get(mapping.kind)!;
  const series: Record<string, Float64Array> = {};
  mapping.inputs.forEach((input, index) => {
    series[input] = columns[index]!;
  });
  // kinds that need more of the bar than TA-Lib's function does
  for (const input of Object.keys(definition.inputs))
    if (!definition.inputs[input]!.optional) series[input] ??= columns.at(-1)!;
  const { outputs } = runNode(definition, { params: definition.params.parse(mapping.params(params)), series });
  const sign = outputs["direction"];
  return mapping.outputs.map((name) =>
    name === "signed" ? outputs["value"]!.map((stop, i) => stop * sign![i]!) : outputs[name]!,
  );
}

type Answer = { readonly mapping: TaMapping; readonly found: Float64Array; readonly source: Float64Array };

/** Returns the worst difference relative to the largest value; the lookback must agree to the bar. */
function worstDifference({ mapping, found, source }: Answer, lookback: number, expected: readonly number[]): number {
  const first = found.findIndex((value) => !Number.isNaN(value));
  expect(first, "first known bar").toBe(lookback);
  expect(found.length - first).toBe(expected.length);
  // of several equal extremes TA-Lib names the first or the last, depending on where the data starts: compare what stood there
  const read = (bar: number): number => (mapping.isAge ? source[bar - found[bar]!]! : found[bar]!);
  const wanted = mapping.isAge ? expected.map((bar) => source[bar]!) : expected;
  const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  return wanted.reduce((worst, value, k) => {
    const ours = read(first + k);
    expect(Number.isNaN(ours), `bar ${first + k}`).toBe(false);
    return Math.max(worst, Math.abs(ours - value) / scale);
  }, 0);
}

describe("TA-Lib", () => {
  test("every function has a vector", () => {
    const files = new Set(readdirSync(resolve(import.meta.dirname)));
    expect(taFunctions.functions.filter((name) => !files.has(`${name}.json`))).toEqual([]);
    expect(taFunctions.functions.length).toBe(158);
  });

  test("every function is one of our kinds", () => {
    const covered = new Set([...Object.keys(TA_MAPPINGS), ...CANDLE_PATTERNS.map(({ talib }) => talib)]);
    // those two are a lowest and a highest, tested below
    expect(taFunctions.functions.filter((name) => !covered.has(name))).toEqual(["MINMAX", "MINMAXINDEX"]);
  });

  test.each(otherNames.filter((name) => name in TA_MAPPINGS))("%s agrees to 1e-9", (name) => {
    const file = readVectors(name);
    const mapping = TA_MAPPINGS[name]!;
    expect(file.talib).toBe(taFunctions.talib);
    for (const { series, params, lookback, outputs } of file.cases) {
      const columns = file.inputs.map((input) => taColumn(series, input));
      const found = ask({ mapping, params, columns });
      Object.values(outputs).forEach((expected, index) => {
        const answer = { mapping, found: found[index]!, source: columns[0]! };
        expect(worstDifference(answer, lookback, expected), series).toBeLessThan(TOLERANCE);
      });
    }
  });

  test.each(["MINMAX", "MINMAXINDEX"])("%s is a lowest and a highest", (name) => {
    const output = name === "MINMAX" ? "" : "INDEX";
    const mappings = [TA_MAPPINGS[`MIN${output}`]!, TA_MAPPINGS[`MAX${output}`]!];
    for (const { series, params, lookback, outputs } of readVectors(name).cases) {
      Object.values(outputs).forEach((expected, index) => {
        const mapping = mappings[index]!;
        const source = taColumn(series, "close");
        const [found] = ask({ mapping, params, columns: [source] });
        expect(worstDifference({ mapping, found: found!, source }, lookback, expected)).toBeLessThan(TOLERANCE);
      });
    }
  });

  test.each(patternNames)("%s is found on the same bars", (name) => {
    const file = readPattern(name);
    const pattern = CANDLE_PATTERNS.find(({ talib }) => talib === name)!;
    expect(pattern.lookback).toBe(file.lookback);
    const definition = registry.get("indicator.candle-pattern")!;
    const params = definition.params.parse({ pattern: pattern.id });
    const hitsOf = (series: Readonly<Record<string, Float64Array>>): number[][] =>
      [...runNode(definition, { params, series }).outputs["signal"]!].flatMap((value, i) =>
        Math.abs(value) > 0 ? [[i, value]] : [],
      );
    for (const { seed, hits } of file.segments) expect(hitsOf(patternBars(seed)), `seed ${seed}`).toEqual(hits);
    for (const { series, hits } of file.series) {
      const bars = Object.fromEntries(
        ["open", "high", "low", "close"].map((field) => [field, taColumn(series, field)]),
      );
      expect(hitsOf(bars), series).toEqual(hits);
    }
  });
});
