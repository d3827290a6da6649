import { expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { recordedOf } from "./recorded.ts";

const program = compile(
  smallGraph(
    {
      price: { kind: "market.bars" },
      average: { kind: "indicator.sma", params: { length: 10 } },
      up: { kind: "compare.crossover" },
      alert: { kind: "alert.raise", params: { name: "Cross", severity: "critical", message: "{symbol}" } },
      probe: { kind: "alert.probe", params: { name: "Average" } },
    },
    [
      "price.close > average.source",
      "price.close > up.a",
      "average.value > up.b",
      "up.crossed > alert.when",
      "average.value > probe.value",
    ],
  ),
).program!;

test("alerts carry their symbol, and the probes of a long run are thinned but not their extremes", () => {
  const bars = syntheticBars({ seed: 4, length: 5_000 });
  const result = runBacktest({ program, lanes: [{ instrument: shareInstrument("TEST"), bars }] });
  const { alerts, alertsLeftOut, probeStep, probes } = recordedOf(result, ["TEST"]);
  expect(alerts.length).toBe(result.alerts.length);
  expect(alerts[0]).toMatchObject({ symbol: "TEST", name: "Cross", severity: "critical", message: "TEST" });
  expect(alertsLeftOut).toBe(0);
  expect(probeStep).toBe(3);
  const { values } = result.probes[0]!;
  expect(probes[0]!.points).toEqual(
    Array.from({ length: 1_667 }, (_, k) => (Number.isNaN(values[3 * k]!) ? null : values[3 * k])),
  );
  const known = [...values].filter((value) => !Number.isNaN(value));
  expect(probes[0]).toMatchObject({
    name: "Average",
    symbol: "TEST",
    known: 4_991,
    lowest: Math.min(...known),
    highest: Math.max(...known),
    last: known.at(-1),
  });
});
