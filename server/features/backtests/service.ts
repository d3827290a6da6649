import { z } from "zod";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { ENGINE_VERSION } from "@/graph-runtime/core/version.ts";
import { canMakeBars } from "@/graph-runtime/market/timeframe-lengths.ts";
import { recordForTeam } from "../../audit/record.ts";
import type { Queryable, Transaction } from "../../db/client.ts";
import { type BacktestLineRow, listBacktests } from "../../db/repositories/backtest-lines.ts";
import {
  findBacktestOfInputs,
  insertBacktest,
  reopenFailedBacktest,
  requestBacktestCancel,
} from "../../db/repositories/backtests.ts";
import { AppError } from "../../errors/app-error.ts";
import { deliverer } from "../../queue/deliver.ts";
import { askForJob, endWaiting, handOver } from "../../queue/team-jobs.ts";
import type { Context } from "../../trpc/context.ts";
import { describeSnapshot, listDatasets, nameDatasets, requireDataset } from "../datasets/service.ts";
import type { VersionDto } from "../strategies/dto.ts";
import { getVersion, saveVersion } from "../strategies/service.ts";
import { BacktestData, chooseData, loadData } from "./choose-data.ts";
import { chooseSignals } from "./choose-signals.ts";
import { computeOnce, loadBefore, type OnceRequest, type OnceResult } from "./compute-once.ts";
import {
  type BacktestDto,
  BacktestError,
  type BacktestLineDto,
  BacktestParameters,
  type BacktestRequest,
  BacktestSummary,
  HeadlineFigure,
} from "./dto.ts";
import { type Compute, endBacktest } from "./execute-backtest.ts";
import { backtestInputHash } from "./input-hash.ts";
import { dataOf, type Reader, requireArtifact, requireBacktest } from "./result-access.ts";

export { BacktestData, chooseData, loadData };

const mostListed = 200;

/**
 * Asks for a backtest of the draft. The draft becomes a version if it is not one yet; inputs that were computed before, or are being
 * computed, are answered by that backtest.
 */
export async function runBacktestOf(
  context: Context,
  { strategyId, revision, datasetId, parameters, signals: source }: BacktestRequest,
): Promise<{ backtestId: string; versionId: string; reused: boolean }> {
  const saved = await saveVersion(context, { id: strategyId, revision });
  const version = await getVersion(context, saved.versionId);
  const dataset = await requireDataset(context, datasetId);
  const { program, diagnostics } = compile(version.document, { parameters });
  if (program === null) throw new AppError("graph-refused", { diagnostics });
  const { snapshotId } = dataset;
  const histories = await chooseData(context, program, dataset);
  const signals = await chooseSignals(context, { strategyId, program, source });
  const alone = { lanes: [{ datasetId, snapshotId }], references: [] };
  const data = signals === undefined ? histories : { ...(histories ?? alone), signals };
  return runVersion(context, { version, datasetId, snapshotId, data, parameters, outOfSampleFrom: null });
}

type VersionRun = {
  readonly version: VersionDto;
  readonly datasetId: string;
  readonly snapshotId: string;
  /** The histories where there are several, or one that is made into longer bars. */
  readonly data: BacktestData | null;
  readonly parameters: BacktestParameters;
  /** From when on the data did not help to choose the parameters; null where all of it may have. */
  readonly outOfSampleFrom: Date | null;
};

/** Asks for a backtest of a version; inputs that were computed before, or are being computed, are answered by that backtest. */
export async function runVersion(
  context: Context,
  { version, datasetId, snapshotId, data, parameters, outOfSampleFrom }: VersionRun,
): Promise<{ backtestId: string; versionId: string; reused: boolean }> {
  const { strategyId } = version;
  const { db, team, user } = context;
  const { semanticHash } = version;
  const inputs = {
    strategyId,
    semanticHash,
    parameters,
    snapshotId,
    engineVersion: ENGINE_VERSION,
    ...(data === null ? {} : { data }),
  };
  const inputHash = backtestInputHash(inputs);
  const known = await findBacktestOfInputs(db, team.id, inputHash);
  if (known !== null) return { backtestId: known.id, versionId: known.versionId, reused: true };

  const backtestId = await db.$transaction(async (tx) => {
    const row = {
      strategyId,
      versionId: version.id,
      datasetId,
      snapshotId,
      inputHash,
      parameters,
      engineVersion: ENGINE_VERSION,
      outOfSampleFrom,
      ...(data === null ? {} : { data }),
    };
    const id = await insertBacktest(tx, { ...row, teamId: team.id, createdBy: user.id });
    if (id === null) return null;
    const payload = { version: 1, backtestId: id } as const;
    await askForJob(tx, { name: "backtest.run", key: id, payload, teamId: team.id });
    const told = data?.signals === undefined ? {} : { data: { ...data, signals: data.signals.length } };
    await recordForTeam(tx, context, "backtest.requested", { backtestId: id, ...inputs, ...told, datasetId });
    return id;
  });
  if (backtestId === null) return joinOther(context, inputHash);
  await handOver(db, deliverer(), "backtest.run", team.id);
  return { backtestId, versionId: version.id, reused: false };
}

/** Somebody asked for the same a moment ago. */
async function joinOther({ db, team }: Context, inputHash: string) {
  const other = await findBacktestOfInputs(db, team.id, inputHash);
  if (other !== null) return { backtestId: other.id, versionId: other.versionId, reused: true };
  throw new AppError("conflict", { message: "The same backtest is just being cancelled. Try again in a moment." });
}

export async function getBacktest(context: Reader, id: string): Promise<BacktestDto> {
  const row = await requireBacktest(context, id);
  const dataset = await describeSnapshot(context.db, row.datasetId, row.snapshotId);
  const { lanes, references } = dataOf(row);
  const places = [...lanes, ...references];
  const names = await nameDatasets(
    context.db,
    places.map(({ datasetId }) => datasetId),
  );
  const summary = row.summary === null ? null : BacktestSummary.parse(row.summary);
  return {
    ...toLine(row),
    versionId: row.versionId,
    semanticHash: row.semanticHash,
    attempt: row.attempt,
    parameters: BacktestParameters.parse(row.parameters),
    error: row.error === null ? null : BacktestError.parse(row.error),
    engineVersion: row.engineVersion,
    statistics: summary?.statistics ?? null,
    assumptions: summary?.assumptions ?? null,
    critique: summary?.critique ?? null,
    diagnostics: summary?.diagnostics ?? null,
    ambiguousBars: summary?.ambiguousBars ?? null,
    ambiguity: summary?.ambiguity ?? null,
    confidence: summary?.confidence ?? null,
    trials: summary?.trials ?? null,
    bars: summary?.bars ?? dataset.bars,
    settings: summary?.settings ?? null,
    note: row.note,
    outOfSampleFrom: row.outOfSampleFrom?.toISOString() ?? null,
    dataset,
    data: places.map(({ datasetId, snapshotId }, index) => {
      const { symbol, name, tickSize } = names.get(datasetId)!;
      return { datasetId, snapshotId, symbol, name, tickSize, traded: index < lanes.length };
    }),
    startedAt: row.startedAt?.toISOString() ?? null,
  };
}

export async function listTeamBacktests(
  { db, team }: Context,
  filter: { readonly strategyId?: string | undefined },
): Promise<BacktestLineDto[]> {
  const rows = await listBacktests(db, team.id, { ...filter, limit: mostListed });
  return rows.map((row) => ({
    ...toLine(row),
    headline: row.headline === null ? null : z.array(HeadlineFigure).parse(row.headline),
  }));
}

/** Returns the tables of a succeeded backtest's report. */
export async function getBacktestReport(context: Context, id: string): Promise<unknown> {
  const body = await requireArtifact(context, id, "report");
  return JSON.parse(new TextDecoder().decode(body));
}

/** Cancels a backtest that is under way: at once while it waits, within moments while it runs. */
export async function cancelBacktest(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  const { status } = await requireBacktest(context, id);
  const before = await requestBacktestCancel(db, team.id, id);
  if (before === null) {
    throw new AppError("not-possible-now", { message: `This backtest has already ended (${status}).` });
  }
  await db.$transaction((tx) => recordForTeam(tx, context, "backtest.cancelled", { backtestId: id }));
  if (before !== "queued") return;
  await endBacktest(db, id, { status: "cancelled" });
  await endWaiting(db, deliverer(), { name: "backtest.run", key: id, teamId: team.id });
}

/** Puts a failed backtest back into the queue; returns false when it is not a failed one. */
export function reopenBacktest(tx: Transaction, id: string): Promise<boolean> {
  return reopenFailedBacktest(tx, id);
}

/** Computes a backtest for another feature, without a row of its own. */
export function backtestOnce(
  db: Queryable,
  request: OnceRequest,
  around: Parameters<typeof computeOnce>[2],
): Promise<OnceResult> {
  return computeOnce(db, request, around);
}
export type BacktestCompute = Compute;

/** Returns the histories that a backtest of another feature runs on, up to an instant; null takes all. */
export function historiesBefore(...request: Parameters<typeof loadBefore>): ReturnType<typeof loadBefore> {
  return loadBefore(...request);
}

/** Returns the histories that the backtest behind some evidence ran on. */
export function dataOfEvidence(row: Parameters<typeof dataOf>[0]): BacktestData {
  return dataOf(row);
}

/** Returns histories for a strategy that nobody chose any for: of its own instrument and timeframe, else real ones before computed ones. */
export async function defaultData(context: Context, program: Program): Promise<BacktestData> {
  const { timeframe, universe } = program.required;
  const all = await listDatasets(context);
  const same = all.filter((one) => one.timeframe === timeframe);
  const fitting = same.length > 0 ? same : all.filter((one) => canMakeBars(one.timeframe, timeframe));
  const best =
    fitting.find((one) => one.symbol === universe[0]) ?? fitting.find((one) => !one.synthetic) ?? fitting[0] ?? null;
  if (best === null) {
    const message = `There is no history of ${timeframe} bars. Import one, or run a backtest of this strategy first.`;
    throw new AppError("data-missing", { message });
  }
  const { id: datasetId, snapshotId } = best;
  const chosen = await chooseData(context, program, await requireDataset(context, datasetId));
  return chosen ?? { lanes: [{ datasetId, snapshotId }], references: [] };
}

function toLine(row: Omit<BacktestLineRow, "headline">) {
  return {
    id: row.id,
    strategyId: row.strategyId,
    strategyName: row.strategyName,
    versionNumber: row.versionNumber,
    status: row.status,
    progress: row.progress,
    fingerprint: row.fingerprint,
    datasetId: row.datasetId,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    tags: [...row.tags],
  };
}
