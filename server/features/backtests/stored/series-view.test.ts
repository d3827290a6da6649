import { expect, test } from "vitest";
import { columnOf, decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { computeBacktest } from "../compute-backtest.ts";
import { decodeSeries } from "./series-artifact.ts";

function artifactsOf(length: number) {
  const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 4, length }) }];
  const input = { document: smaCross.document, parameters: {}, lanes, references: [], trials: { count: 1 } };
  const outcome = computeBacktest(input, () => "continue");
  if (outcome.status !== "done") throw new Error(outcome.status);
  return outcome.artifacts;
}

test("of a long run an overview is kept: bars of the whole, its highest and its lowest equity among them", () => {
  const { series, overview } = artifactsOf(30_000);
  const { equity, drawdown, benchmark, time } = decodeSeries(series);
  const shown = decodeBundle(overview!);
  const of = (name: string) => [...columnOf(shown, name)];
  const bars = of("bar");
  expect(shown.meta).toEqual({ bars: 30_000, shown: 30_000 });
  expect([bars[0], bars.at(-1)]).toEqual([0, 29_999]);
  expect([Math.max(...of("equity")), Math.min(...of("equity"))]).toEqual([Math.max(...equity), Math.min(...equity)]);
  for (const [name, column] of Object.entries({ equity, drawdown, time, benchmark: benchmark! }))
    expect(of(name)).toEqual(bars.map((bar) => column[bar]));
});

test("of a run that is shown whole none is kept", () => {
  expect(artifactsOf(2_000)).not.toHaveProperty("overview");
});
