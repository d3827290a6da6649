import { z } from "zod";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import { tellLongWork } from "../../alerts/tell-long-work.ts";
import type { Database, Transaction } from "../../db/client.ts";
import { removeArtifacts, storeArtifacts } from "../../db/repositories/backtest-artifacts.ts";
import {
  type BacktestOutcome,
  beginBacktest,
  countTrials,
  type EndedWork,
  finishBacktest,
  storeBacktestProgress,
} from "../../db/repositories/backtests.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { BacktestData, loadData } from "./choose-data.ts";
import type { ComputeInput, ComputeOutcome, ComputeProgress } from "./compute-backtest.ts";
import { BacktestParameters, BacktestSummary } from "./dto.ts";
import { headlineOf } from "./headline.ts";

export type Compute = (
  input: ComputeInput,
  hooks: { readonly onProgress: (progress: ComputeProgress) => void; readonly signal: AbortSignal },
) => Promise<ComputeOutcome>;

type Surroundings = {
  readonly compute: Compute;
  readonly signal: AbortSignal;
  readonly reportProgress: (share: number) => Promise<void>;
};

/** Pages hear of progress at most this often; a wish to cancel is noticed as quickly. */
const progressMilliseconds = 120;
const storedParameters = z.record(z.string(), z.unknown()).pipe(BacktestParameters);

/**
 * Computes a queued backtest and stores what it found. May be called again for the same backtest after any interruption: the
 * computation is pure, and what it leaves counts from the moment on at which whoever is first says that it has succeeded.
 */
export async function executeBacktest(db: Database, id: string, surroundings: Surroundings): Promise<void> {
  const work = await beginBacktest(db, id);
  if (work === null) return;
  if (work.cancelRequested) {
    await endBacktest(db, id, { status: "cancelled" });
    return;
  }
  const alone = { lanes: [{ datasetId: work.datasetId, snapshotId: work.snapshotId }], references: [] };
  const data = await loadData(db, work.data === null ? alone : BacktestData.parse(work.data));
  await publish(db, { topic: `backtest:${id}`, type: "started", payload: { status: "running" } });
  const input: ComputeInput = {
    document: work.document,
    parameters: storedParameters.parse(work.parameters),
    trials: await trialsWith(db, work.strategyId),
    ...data,
  };
  const outcome = await computeWithProgress(db, id, input, surroundings);
  switch (outcome.status) {
    case "done":
      await storeArtifacts(db, id, outcome.artifacts);
      await db.$transaction(async (tx) => {
        const { fingerprint, summary } = outcome;
        const headline = headlineOf(BacktestSummary.parse(summary));
        const ended = await finishBacktest(tx, id, { status: "succeeded", fingerprint, summary, headline });
        if (ended === null) return;
        await tellEnd(tx, ended, "succeeded");
      });
      return;
    case "cancelled":
      // A worker that stops leaves the backtest to the next one; only the user's wish ends it.
      if (surroundings.signal.aborted) throw new AppError("unavailable", { message: "The worker was stopped." });
      await endBacktest(db, id, { status: "cancelled" });
      return;
    case "refused": {
      await endBacktest(db, id, { status: "failed", error: refusalOf(outcome.diagnostics) });
    }
  }
}

/** The variants that were tried before, and this one. */
async function trialsWith(db: Database, strategyId: string): Promise<ComputeInput["trials"]> {
  const { count, sharpeVariance } = await countTrials(db, strategyId);
  return { count: count + 1, ...(sharpeVariance === null ? {} : { sharpeVariance }) };
}

/** Ends a backtest that is under way and tells its page. */
export async function endBacktest(db: Database, id: string, outcome: BacktestOutcome): Promise<void> {
  await db.$transaction(async (tx) => {
    const ended = await finishBacktest(tx, id, outcome);
    if (ended === null) return;
    await removeArtifacts(tx, id);
    await tellEnd(tx, ended, outcome.status);
  });
}

async function tellEnd(tx: Transaction, ended: EndedWork, status: BacktestOutcome["status"]): Promise<void> {
  await publish(tx, { topic: `backtest:${ended.id}`, type: "finished", payload: { status } });
  await tellLongWork(tx, "backtest", { ...ended, status });
}

/** Returns why a strategy was not run: it does not compile, or there is nothing that it could run on. */
export function refusalOf(diagnostics: readonly Diagnostic[]) {
  const ofData = diagnostics.find(({ code, severity }) => severity === "error" && code.startsWith("run."));
  if (ofData !== undefined) return { code: "data-missing", message: ofData.message, diagnostics };
  return { code: "graph-refused", message: "The strategy does not compile.", diagnostics };
}

async function computeWithProgress(
  db: Database,
  id: string,
  input: ComputeInput,
  { compute, signal, reportProgress }: Surroundings,
): Promise<ComputeOutcome> {
  const stop = new AbortController();
  let latest: ComputeProgress | null = null;
  let points: [number, number][] = [];
  let telling = Promise.resolve();
  const tell = async (): Promise<void> => {
    const share = latest === null ? 0 : latest.barsDone / latest.barsTotal;
    const equity = points;
    points = [];
    if ((await storeBacktestProgress(db, id, share)) === "cancel") stop.abort();
    if (latest === null || equity.length === 0) return;
    const payload = { progress: share, barsDone: latest.barsDone, barsTotal: latest.barsTotal, equity };
    await publish(db, { topic: `backtest:${id}`, type: "progress", payload });
    await reportProgress(share);
  };
  const timer = setInterval(() => {
    // One at a time: a slow database must not pile up reports. A report that fails is made up for by the next.
    telling = telling.then(tell).catch(() => undefined);
  }, progressMilliseconds);
  try {
    return await compute(input, {
      signal: AbortSignal.any([signal, stop.signal]),
      onProgress: (progress) => {
        latest = progress;
        points.push([progress.barsDone - 1, progress.equity]);
      },
    });
  } finally {
    clearInterval(timer);
    await telling;
  }
}
