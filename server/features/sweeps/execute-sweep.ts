import { summaryFrame } from "@/graph-runtime/analytics/summary/summary-frame.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { gridCells, pointOf, randomCells, type SweepAxis } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { tellLongWork } from "../../alerts/tell-long-work.ts";
import type { Database } from "../../db/client.ts";
import {
  beginSweep,
  finishSweep,
  type SweepOutcome,
  type SweepProgress,
  storeSweepProgress,
  storeSweepResults,
} from "../../db/repositories/sweeps.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { BacktestData, loadData } from "../backtests/service.ts";
import type { SweepWork } from "./compute-points.ts";
import { type SweepBest, SweepPlan, sweepMetrics } from "./dto.ts";
import { planAxes } from "./plan-axes.ts";
import {
  bestPoint,
  countStates,
  emptyResults,
  encodeResults,
  figureOf,
  resumeResults,
  type SweepResults,
  sharpeVariance,
} from "./sweep-results.ts";

/** Computes points on the memory that it is given until all are done or the signal fires. */
export type ComputeSweep = (work: Omit<SweepWork, "shared">, signal: AbortSignal) => Promise<void>;

type Surroundings = {
  readonly compute: ComputeSweep;
  readonly signal: AbortSignal;
  readonly reportProgress: (share: number) => Promise<void>;
};

/** Pages hear of progress this often; figures are stored at most every few seconds, so that another worker can go on. */
const progressMilliseconds = 150;
const checkpointMilliseconds = 2_000;

/** Runs a queued sweep. May be called again after any interruption: points that were stored are not run again. */
export async function executeSweep(db: Database, id: string, surroundings: Surroundings): Promise<void> {
  const work = await beginSweep(db, id);
  if (work === null) return;
  if (work.cancelRequested) {
    await endSweep(db, id, { status: "cancelled" });
    return;
  }
  const plan = SweepPlan.parse(work.plan);
  const { program, diagnostics } = compile(work.document);
  if (program === null) {
    const error = { code: "graph-refused", message: "The strategy does not compile.", diagnostics };
    await endSweep(db, id, { status: "failed", error });
    return;
  }
  const axes = planAxes(program.document, plan);
  const cells = plan.mode === "grid" ? gridCells(axes) : randomCells(axes, plan.samples, plan.seed);
  const results = emptyResults(cells, axes.length);
  if (work.stored !== null) resumeResults(results, work.stored);
  const alone = { lanes: [{ datasetId: work.datasetId, snapshotId: work.snapshotId }], references: [] };
  const data = await loadData(db, work.data === null ? alone : BacktestData.parse(work.data));
  await publish(db, { topic: `sweep:${id}`, type: "started", payload: { status: "running" } });
  const until = work.outOfSampleFrom?.getTime() ?? null;
  const task = { document: work.document, ...data, axes, results, until };
  const ended = await computeWithProgress(db, id, { task, plan, axes }, surroundings);
  const progress = progressOf(results, plan, axes);
  await storeSweepResults(db, id, encodeResults(results, axes));
  if (ended === "cancelled") {
    // A worker that stops leaves the sweep to the next one; only the user's wish ends it.
    if (surroundings.signal.aborted) throw new AppError("unavailable", { message: "The worker was stopped." });
    await endSweep(db, id, { status: "cancelled", progress });
    return;
  }
  const [{ bars, instrument }] = data.lanes as [LaneData];
  const { periodsPerYear } = summaryFrame(bars.time, instrument.calendar);
  const variance = sharpeVariance(results, periodsPerYear);
  await endSweep(db, id, { status: "succeeded", progress, sharpeVariance: variance });
}

/** Ends a sweep that is under way and tells its page. */
export async function endSweep(db: Database, id: string, outcome: SweepOutcome): Promise<void> {
  await db.$transaction(async (tx) => {
    const ended = await finishSweep(tx, id, outcome);
    if (ended === null) return;
    await publish(tx, { topic: `sweep:${id}`, type: "finished", payload: { status: outcome.status } });
    await tellLongWork(tx, "sweep", { ...ended, status: outcome.status });
  });
}

type Task = {
  readonly task: Omit<SweepWork, "shared">;
  readonly plan: SweepPlan;
  readonly axes: readonly SweepAxis[];
};

async function computeWithProgress(
  db: Database,
  id: string,
  { task, plan, axes }: Task,
  { compute, signal, reportProgress }: Surroundings,
): Promise<"done" | "cancelled"> {
  const stop = new AbortController();
  const { results } = task;
  const { length: points } = results.states;
  let telling = Promise.resolve();
  let told = -1;
  let storedAt = Date.now();
  const tell = async (): Promise<void> => {
    const progress = progressOf(results, plan, axes);
    const through = progress.done + progress.refused;
    if ((await storeSweepProgress(db, id, progress)) === "cancel") stop.abort();
    if (through === told) return;
    told = through;
    const payload = { done: progress.done, refused: progress.refused, points, best: progress.best };
    await publish(db, { topic: `sweep:${id}`, type: "progress", payload });
    await reportProgress(through / points);
    if (Date.now() - storedAt < checkpointMilliseconds) return;
    await storeSweepResults(db, id, encodeResults(results, axes));
    storedAt = Date.now();
  };
  const timer = setInterval(() => {
    // One at a time: a slow database must not pile up reports. A report that fails is made up for by the next.
    telling = telling.then(tell).catch(() => undefined);
  }, progressMilliseconds);
  try {
    await compute(task, AbortSignal.any([signal, stop.signal]));
  } finally {
    clearInterval(timer);
    await telling;
  }
  const { done, refused } = countStates(results.states);
  return done + refused === points ? "done" : "cancelled";
}

type Progress = SweepProgress & { readonly best: SweepBest | null };

function progressOf(results: SweepResults, plan: SweepPlan, axes: readonly SweepAxis[]): Progress {
  const point = bestPoint(results, plan);
  return { ...countStates(results.states), best: point === null ? null : describePoint(results, point, axes) };
}

/** Returns a point with its parameters and figures; what means nothing is null. */
export function describePoint(results: SweepResults, point: number, axes: readonly SweepAxis[]): SweepBest {
  const figures = Object.fromEntries(
    sweepMetrics.map((metric) => {
      const value = figureOf(results, point, metric);
      return [metric, Number.isFinite(value) ? value : null];
    }),
  ) as SweepBest["figures"];
  return { point, parameters: pointOf(axes, results.cells, point), figures };
}
