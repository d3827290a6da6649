import { expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { BAR_FIELDS, emptyBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { traceRun } from "@/graph-runtime/sim/trace-run.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";

// jesse rewrites a candle's open to the close before it
test("defect 18: bars reach the strategy and the venue as they are, gaps included", () => {
  const bars = emptyBars(4);
  const opens = [100, 120, 80, 95];
  opens.forEach((open, i) => {
    bars.time[i] = i * 86_400_000;
    bars.open[i] = open;
    bars.high[i] = open + 2;
    bars.low[i] = open - 2;
    bars.close[i] = open + 1;
    bars.volume[i] = 10;
  });
  const before = BAR_FIELDS.map((field) => [...bars[field]]);
  const { program } = compile(smallGraph({ price: { kind: "market.bars" } }, []), { keep: "all" });
  const lanes = [{ instrument: shareInstrument("TEST"), bars }];
  runBacktest({ program: program!, lanes });
  const trace = traceRun({ program: program!, lanes, ports: ["price.open"] });
  expect([...trace.columns[0]!.values]).toEqual(opens);
  expect(BAR_FIELDS.map((field) => [...bars[field]])).toEqual(before);
});
