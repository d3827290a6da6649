import { compile } from "../../compiler/compile.ts";
import type { GraphNode } from "../../graph/document.ts";
import { type BarColumns, emptyBars } from "../../market/bars.ts";
import type { OrderIntent } from "../../nodes/order-intent.ts";
import { type BacktestResult, runBacktest } from "../../sim/run-backtest.ts";
import { laneOf } from "./random-case.ts";
import type { OracleCase } from "./run-oracle.ts";
import { scriptRegistry } from "./script-kinds.ts";

/** Runs a case of the reference through the product: graph, compiler, kernels, engine, venue. */
export function runCase(test: OracleCase, blockSize = 4): BacktestResult {
  const { settings, instruments, bars, times, script, protections } = test;
  // a kernel does not know its lane, but the prices of the second lane are of another size
  const asked = new Map<string, readonly OrderIntent[]>();
  for (const [index, lanes] of script) {
    lanes.forEach((intents, lane) => {
      const bar = bars[index]![lane];
      if (bar && intents.length > 0) asked.set(`${bar.time} ${laneOf(bar.close)}`, intents);
    });
  }
  const registry = scriptRegistry((time, close) => asked.get(`${time} ${laneOf(close)}`) ?? []);
  const guards: GraphNode[] = protections.map((protection, index) => ({
    id: `guard${index}`,
    kind: "test.guard",
    version: 1,
    params: { guard: JSON.stringify(protection) },
  }));
  const outcome = compile(
    {
      format: "quantloom.graph/1",
      name: "case",
      settings,
      nodes: [{ id: "cue", kind: "test.cue", version: 1 }, { id: "ask", kind: "test.ask", version: 1 }, ...guards],
      edges: [{ from: { node: "cue", port: "now" }, to: { node: "ask", port: "when" } }],
    },
    { registry },
  );
  if (!outcome.program) throw new Error(outcome.diagnostics.map((problem) => problem.message).join("; "));
  return runBacktest({
    program: outcome.program,
    lanes: instruments.map((instrument, lane) => ({
      instrument,
      bars: columnsOf(test, lane),
      actions: test.actions?.[lane] ?? [],
    })),
    blockSize: Math.min(blockSize, times.length),
  });
}

function columnsOf({ bars }: OracleCase, lane: number): BarColumns {
  const own = bars.map((row) => row[lane]).filter((bar) => bar !== null && bar !== undefined);
  const columns = emptyBars(own.length);
  own.forEach((bar, i) => {
    columns.time[i] = bar.time;
    columns.open[i] = bar.open;
    columns.high[i] = bar.high;
    columns.low[i] = bar.low;
    columns.close[i] = bar.close;
    columns.volume[i] = bar.volume;
  });
  return columns;
}
