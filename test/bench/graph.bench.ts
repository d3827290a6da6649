// What the graph itself costs: the compiler, the signal stage of a whole graph and its memory: npm run bench:graph

import { loadavg } from "node:os";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { MINUTE } from "@/graph-runtime/core/time.ts";
import { Engine } from "@/graph-runtime/engine/engine.ts";
import { ColumnLog } from "@/graph-runtime/engine/run-log.ts";
import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { simulatedVenue } from "@/graph-runtime/sim/simulated-venue.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { COMMON_KINDS } from "./common-kinds.ts";
import { largeStrategy } from "./large-strategy.ts";

const BARS = 500_000;
const BLOCK = 4_096;
const ROUNDS = 5;

function best(work: () => void, rounds = ROUNDS): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    // time on the processor, which other programs of a busy machine do not lengthen
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e3);
  }
  return least;
}

function programOf(json: unknown): Program {
  const { program, diagnostics } = compile(json, { keep: "all" });
  if (!program) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return program;
}

/** The twenty commonest kinds in one graph: prices into indicators, their values into comparisons, those into gates. */
function commonGraph(): unknown {
  const nodes = Object.fromEntries(COMMON_KINDS.map((kind, rank) => [`n${rank}`, { kind }]));
  return smallGraph({ price: { kind: "market.bars" }, ...nodes }, COMMON_KINDS.flatMap(wiresFor));
}

const rankOf = (kind: string): string => `n${COMMON_KINDS.indexOf(kind as (typeof COMMON_KINDS)[number])}`;

function wiresFor(kind: string, rank: number): string[] {
  const to = (port: string, from: string): string => `${from} > n${rank}.${port}`;
  const bar = (...fields: string[]): string[] => fields.map((field) => to(field, `price.${field}`));
  const numbers = [`${rankOf("indicator.ema")}.value`, `${rankOf("indicator.sma")}.value`] as const;
  const conditions = [`${rankOf("compare.compare")}.result`, `${rankOf("compare.crossover")}.crossed`] as const;
  switch (kind) {
    case "indicator.atr":
    case "indicator.stochastic":
    case "indicator.adx":
    case "indicator.supertrend":
      return bar("high", "low", "close");
    case "indicator.donchian":
      return bar("high", "low");
    case "indicator.vwap":
      return bar("high", "low", "close", "volume");
    case "math.arithmetic":
    case "compare.compare":
    case "compare.crossover":
      return [to("a", numbers[0]), to("b", numbers[1])];
    case "compare.between":
      return [to("source", "price.close")];
    case "logic.all":
    case "logic.any":
      return [to("a", conditions[0]), to("b", conditions[1])];
    case "logic.not":
      return [to("a", conditions[0])];
    default:
      return [to("source", "price.close")];
  }
}

function engineOf(program: Program, blockSize: number): Engine {
  const { settings } = program;
  return new Engine({
    program,
    settings,
    instruments: [shareInstrument("TEST")],
    venue: simulatedVenue(settings),
    blockSize,
    decideAlways: false,
    log: new ColumnLog(),
  });
}

/** Runs the signal stage over the bars as the engine does, the copying of the bars left out of the time. */
function signalStage(program: Program, bars: BarColumns, blockSize: number): number {
  const lane = engineOf(program, blockSize).lanes[0]!;
  const pass = (isWhole: boolean): void => {
    for (let from = 0; from < BARS; from += blockSize) {
      const to = Math.min(BARS, from + blockSize);
      for (const field of BAR_FIELDS) {
        if (blockSize > 1) lane.market[field].set(bars[field].subarray(from, to));
        else lane.market[field][0] = bars[field][from]!;
      }
      if (isWhole) lane.runSignals(to - from);
    }
  };
  pass(true);
  return best(() => pass(true)) - best(() => pass(false));
}

/** Megabytes of columns that a run of so many nodes holds, and what running over all bars adds to them. */
function columnMemory(
  nodes: number,
  bars: BarColumns,
): { readonly held: number; readonly added: number; readonly slots: number } {
  const program = programOf(largeStrategy(nodes));
  const before = process.memoryUsage().arrayBuffers;
  const engine = engineOf(program, BLOCK);
  const built = process.memoryUsage().arrayBuffers;
  const lane = engine.lanes[0]!;
  for (let from = 0; from < BARS; from += BLOCK) {
    const to = Math.min(BARS, from + BLOCK);
    for (const field of BAR_FIELDS) lane.market[field].set(bars[field].subarray(from, to));
    lane.runSignals(to - from);
  }
  const after = process.memoryUsage().arrayBuffers;
  return { held: (built - before) / 1e6, added: (after - built) / 1e6, slots: program.slotCount };
}

const lines: string[] = [];
const say = (what: string, value: number, unit: string, goal: string): void => {
  lines.push(`${what.padEnd(52)}${value.toFixed(value < 100 ? 1 : 0).padStart(8)} ${unit.padEnd(6)}${goal}`);
};

// before the compiler has seen its large graphs: kernels in a process of its own run as these do
const bars = syntheticBars({ seed: 7, length: BARS, step: MINUTE, volatility: 0.002 });
const common = programOf(commonGraph());
const nodes = common.nodes.length;
const perNode = (milliseconds: number): number => (milliseconds * 1e6) / (BARS * nodes);
const inBlocks = perNode(signalStage(common, bars, BLOCK));
const barByBar = perNode(signalStage(common, bars, 1));
say(`signal stage, ${nodes} nodes, blocks of ${BLOCK}`, inBlocks, "ns", "goal 6, per node and bar");
say(
  `signal stage, ${nodes} nodes, bar by bar`,
  barByBar,
  "ns",
  `${(barByBar / inBlocks).toFixed(1)} times that, goal 3`,
);
for (const count of [100, 1_000]) {
  const { held, added, slots } = columnMemory(count, bars);
  say(`columns of ${count} nodes, ${slots} slots`, held, "MB", `${added.toFixed(1)} MB more after ${BARS} bars`);
}
for (const [count, goal] of [
  [200, "goal 20"],
  [10_000, "goal 2000"],
] as const) {
  const document = largeStrategy(count);
  // the first time is what a command line pays; the best one is what the editor pays
  const first = best(() => programOf(document), 1);
  say(`compile ${count} nodes, first time`, first, "ms", "");
  say(
    `compile ${count} nodes`,
    best(() => programOf(document)),
    "ms",
    goal,
  );
}

process.stdout.write(`${lines.join("\n")}\nload ${loadavg()[0]!.toFixed(1)}\n`);
