import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { runNode } from "@/graph-runtime/nodes/run-node.ts";
import { TA_MAPPINGS } from "./function-map.ts";

// Vectors on a real series that the project may not carry; the folder lies beside the reference data.
const data = process.env["QUANTLOOM_REFERENCE_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
const folder = join(data, "../golden/ta");
const prices = join(data, "reference/GOOG.csv");
const isHere = existsSync(folder) && existsSync(prices);

const File = z.object({
  func: z.string(),
  inputSeries: z.array(z.union([z.string(), z.array(z.string())])).transform((names) => names.flat()),
  cases: z.array(
    z.object({
      params: z.record(z.string(), z.number()),
      lookback: z.int(),
      outputs: z.record(z.string(), z.array(z.number())),
    }),
  ),
});

const TALIB_NAMES: Readonly<Record<string, string>> = {
  optInTimePeriod: "timeperiod",
  optInMAType: "matype",
  optInNbDevUp: "nbdevup",
  optInNbDevDn: "nbdevdn",
  optInNbDev: "nbdev",
  optInAcceleration: "acceleration",
  optInMaximum: "maximum",
  optInFastPeriod: "fastperiod",
  optInSlowPeriod: "slowperiod",
  optInSignalPeriod: "signalperiod",
  optInFastK_Period: "fastk_period",
  optInSlowK_Period: "slowk_period",
  optInSlowK_MAType: "slowk_matype",
  optInSlowD_Period: "slowd_period",
  optInSlowD_MAType: "slowd_matype",
  optInTimePeriod1: "timeperiod1",
  optInTimePeriod2: "timeperiod2",
  optInTimePeriod3: "timeperiod3",
};

function readColumns(): Record<string, Float64Array> {
  const [head = "", ...lines] = readFileSync(prices, "utf8").trim().split(/\r?\n/);
  const rows = lines.slice(0, 1_000).map((line) => line.split(","));
  const names = head.split(",").map((name) => name.trim().toLowerCase());
  return Object.fromEntries(names.map((name, k) => [name, Float64Array.from(rows, (row) => Number(row[k]))]));
}

const files = isHere ? readdirSync(folder).filter((file) => file.endsWith(".json")) : ["no vectors"];

test.skipIf(!isHere).each(files)("[reference] %s agrees with TA-Lib to 1e-9", (file) => {
  const { func, inputSeries, cases } = File.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
  const columns = readColumns();
  const mapping = TA_MAPPINGS[func]!;
  const definition = registry.get(mapping.kind)!;
  for (const { params, lookback, outputs } of cases) {
    const plain = Object.fromEntries(Object.entries(params).map(([key, value]) => [TALIB_NAMES[key] ?? key, value]));
    const series: Record<string, Float64Array> = {};
    mapping.inputs.forEach((input, k) => {
      series[input] = columns[inputSeries[k]!.toLowerCase()]!;
    });
    for (const input of Object.keys(definition.inputs)) series[input] ??= columns["close"]!;
    const found = runNode(definition, { params: definition.params.parse(mapping.params(plain)), series }).outputs;
    Object.values(outputs).forEach((expected, k) => {
      const ours = found[mapping.outputs[k]!]!;
      const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(lookback);
      const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(ours[i + lookback]! - value)), 0);
      expect(worst / scale).toBeLessThan(1e-9);
    });
  }
});
