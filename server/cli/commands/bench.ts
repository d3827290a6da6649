import { execFile } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { promisify } from "node:util";
import { exportBars } from "../bench/export-bars.ts";
import { w1SmaCross } from "../bench/w1-sma-cross.ts";
import { w2Portfolio } from "../bench/w2-portfolio.ts";
import { w3Grid } from "../bench/w3-grid.ts";
import { w4Protected } from "../bench/w4-protected.ts";
import { w5Timeframes } from "../bench/w5-timeframes.ts";
import { w6DataPath } from "../bench/w6-data-path.ts";
import { w7WalkForward } from "../bench/w7-walk-forward.ts";
import { w8MonteCarlo } from "../bench/w8-monte-carlo.ts";
import { w9LiveStep } from "../bench/w9-live-step.ts";
import type { Workload } from "../bench/workload.ts";
import { type Command, UsageError } from "../command.ts";
import { parseOptions } from "../parse-options.ts";

const workloads: readonly Workload[] = [
  w1SmaCross,
  w2Portfolio,
  w3Grid,
  w4Protected,
  w5Timeframes,
  w6DataPath,
  w7WalkForward,
  w8MonteCarlo,
  w9LiveStep,
];

type Measured = {
  readonly id: string;
  readonly title: string;
  /** Best of the runs, by the clock on the wall. */
  readonly milliseconds: number;
  /** The same run's processor time, which other programs on the machine disturb less. */
  readonly cpuMilliseconds: number;
  readonly barsPerSecond: number;
  readonly backtestsPerSecond?: number;
  readonly microsecondsPerStep?: number;
  readonly peakMemoryMegabytes: number;
  readonly fingerprint: string;
  readonly runs: number;
  readonly loadAverage: number;
};

export const benchCommand: Command = {
  name: "bench",
  usage: "bench [--only W1,W4] [--runs n] [--json] [--export folder]",
  summary:
    "time the fixed workloads, each in a process of its own, with the fingerprint of its result; or write their bars for other engines",
  run: async (parameters) => {
    const options = parseOptions(
      parameters,
      {
        only: { type: "string" },
        runs: { type: "string" },
        here: { type: "boolean" },
        json: { type: "boolean" },
        export: { type: "string" },
      },
      null,
    );
    const folder = options.text("export");
    if (folder !== undefined) return { output: exportBars(folder).join("\n"), messages: [], ok: true };
    const wanted = options.text("only")?.split(",") ?? workloads.map((workload) => workload.id);
    const runs = Number(options.text("runs") ?? 5);
    if (!Number.isInteger(runs) || runs < 1) throw new UsageError("--runs must be a whole number above zero");
    const measured: Measured[] = [];
    for (const id of wanted) {
      const workload = workloads.find((candidate) => candidate.id === id);
      if (!workload) {
        const known = workloads.map((candidate) => candidate.id).join(", ");
        throw new UsageError(`there is no workload "${id}"; there are: ${known}`);
      }
      measured.push(options.flag("here") ? measure(workload, runs) : await measureApart(id, runs));
    }
    const output = options.flag("json") ? JSON.stringify(measured, null, 2) : table(measured);
    return { output, messages: [`${cpus()[0]?.model ?? "processor"}, Node ${process.version}`], ok: true };
  },
};

function measure({ id, title, prepare }: Workload, runs: number): Measured {
  const run = prepare();
  const prints = new Set<string>();
  let best = { wall: Number.POSITIVE_INFINITY, cpu: 0 };
  let outcome = run();
  prints.add(outcome.fingerprint);
  for (let i = 0; i < runs; i++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    outcome = run();
    const wall = performance.now() - start;
    const used = process.cpuUsage(cpu);
    prints.add(outcome.fingerprint);
    if (wall < best.wall) best = { wall, cpu: (used.user + used.system) / 1_000 };
  }
  if (prints.size > 1) throw new Error(`${id} gave different results: ${[...prints].join(", ")}`);
  const perSecond = (count: number): number => Math.round(count / (best.wall / 1_000));
  return {
    id,
    title,
    milliseconds: round(best.wall),
    cpuMilliseconds: round(best.cpu),
    barsPerSecond: perSecond(outcome.bars),
    ...(outcome.backtests === undefined ? {} : { backtestsPerSecond: perSecond(outcome.backtests) }),
    ...(outcome.steps === undefined ? {} : { microsecondsPerStep: round((best.wall * 1_000) / outcome.steps) }),
    peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
    fingerprint: outcome.fingerprint,
    runs,
    loadAverage: round(loadavg()[0] ?? 0),
  };
}

/** A process of its own: no workload runs on code that another one has made polymorphic, and memory is its own. */
async function measureApart(id: string, runs: number): Promise<Measured> {
  const parameters = ["bench", "--only", id, "--runs", String(runs), "--here", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, [process.argv[1] ?? "", ...parameters], {
    maxBuffer: 1 << 24,
  });
  const [measured] = JSON.parse(stdout) as Measured[];
  if (!measured) throw new Error(`${id} printed nothing`);
  return measured;
}

function table(measured: readonly Measured[]): string {
  return measured
    .map(({ id, milliseconds, cpuMilliseconds, barsPerSecond, peakMemoryMegabytes, fingerprint, ...rest }) =>
      [
        id.padEnd(3),
        `${milliseconds} ms`.padStart(12),
        `${cpuMilliseconds} ms cpu`.padStart(16),
        `${(barsPerSecond / 1e6).toFixed(2)} M bars/s`.padStart(18),
        rest.backtestsPerSecond === undefined ? "" : `${rest.backtestsPerSecond} backtests/s`,
        rest.microsecondsPerStep === undefined ? "" : `${rest.microsecondsPerStep} us/step`,
        `${peakMemoryMegabytes} MB`.padStart(8),
        fingerprint,
      ].join("  "),
    )
    .join("\n");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
