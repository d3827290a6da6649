import { compile } from "../../compiler/compile.ts";
import type { Program } from "../../compiler/program.ts";
import type { GraphNode } from "../../graph/document.ts";
import { type BarColumns, emptyBars } from "../../market/bars.ts";
import type { OrderIntent } from "../../nodes/order-intent.ts";
import { type BacktestResult, type LaneData, runBacktest } from "../../sim/run-backtest.ts";
import type { OracleBar } from "./oracle-match.ts";
import { laneOf } from "./random-case.ts";
import type { OracleCase } from "./run-oracle.ts";
import { scriptRegistry } from "./script-kinds.ts";

/** Runs a case of the reference through the product: graph, compiler, kernels, engine, venue. */
export function runCase(test: OracleCase, blockSize = 4): BacktestResult {
  const lanes = lanesOf(test);
  return runBacktest({ program: programOf(test), lanes, blockSize: Math.min(blockSize, test.times.length) });
}

/** Returns a program that asks for what the case's script says. */
export function programOf({ settings, bars, script, protections }: OracleCase): Program {
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
  return outcome.program;
}

export function lanesOf(test: OracleCase): LaneData[] {
  return test.instruments.map((instrument, lane) => {
    const conversion = test.rates?.[lane] ?? null;
    const data = { instrument, bars: columnsOf(ownBars(test, lane)), actions: test.actions?.[lane] ?? [] };
    const finer = test.finer?.flatMap((row) => row[lane] ?? []) ?? [];
    return {
      ...data,
      ...(conversion === null ? {} : { conversion }),
      ...(finer.length === 0 ? {} : { finer: columnsOf(finer) }),
    };
  });
}

function ownBars({ bars }: OracleCase, lane: number): OracleBar[] {
  return bars.map((row) => row[lane]).filter((bar) => bar !== null && bar !== undefined);
}

function columnsOf(own: readonly OracleBar[]): BarColumns {
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
