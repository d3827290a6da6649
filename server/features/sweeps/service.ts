import { compile } from "@/graph-runtime/compiler/compile.ts";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { hasErrors } from "@/graph-runtime/core/diagnostic.ts";
import { ENGINE_VERSION } from "@/graph-runtime/core/version.ts";
import { gridSize, pointOf } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { recordForTeam } from "../../audit/record.ts";
import type { Transaction } from "../../db/client.ts";
import {
  findSweep,
  insertSweep,
  listSweeps,
  readSweepResults,
  reopenFailedSweep,
  requestSweepCancel,
  type SweepRow,
} from "../../db/repositories/sweeps.ts";
import { AppError } from "../../errors/app-error.ts";
import { deliverer } from "../../queue/deliver.ts";
import { askForJob, endWaiting, handOver } from "../../queue/team-jobs.ts";
import type { Context } from "../../trpc/context.ts";
import { BacktestError } from "../backtests/dto.ts";
import { BacktestData, chooseData, loadData, runVersion } from "../backtests/service.ts";
import { describeSnapshot, listDatasets, requireDataset } from "../datasets/service.ts";
import { getVersion, saveVersion } from "../strategies/service.ts";
import { SweepBest, type SweepDto, type SweepLineDto, SweepPlan, type SweepRequest } from "./dto.ts";
import { endSweep } from "./execute-sweep.ts";
import { planAxes } from "./plan-axes.ts";

const mostListed = 100;

/** Asks for a sweep of the draft, which becomes a version if it is not one yet. Refuses a plan that the strategy does not fit. */
export async function runSweepOf(
  context: Context,
  { strategyId, revision, datasetId, plan }: SweepRequest,
): Promise<{ sweepId: string; points: number }> {
  const { db, team, user } = context;
  const dataset = await requireDataset(context, datasetId);
  const saved = await saveVersion(context, { id: strategyId, revision });
  const version = await getVersion(context, saved.versionId);
  const { program, diagnostics } = compile(version.document);
  if (program === null) throw new AppError("graph-refused", { diagnostics });
  if (program.outside.length > 0) {
    const message =
      "This strategy waits for signals from outside, and a sweep is given none: every point would stand still. Run a backtest with recorded signals instead.";
    throw new AppError("not-possible-now", { message });
  }
  const axes = planAxes(program.document, plan);
  const data = await chooseData(context, program, dataset);
  const points = plan.mode === "grid" ? gridSize(axes) : Math.min(plan.samples, gridSize(axes));
  const { time } = dataset.bars;
  const border = plan.holdOut > 0 ? time[Math.floor(time.length * (1 - plan.holdOut))] : undefined;
  const sweepId = await db.$transaction(async (tx) => {
    const id = await insertSweep(tx, {
      teamId: team.id,
      strategyId,
      versionId: version.id,
      datasetId,
      snapshotId: dataset.snapshotId,
      plan,
      points,
      outOfSampleFrom: border === undefined ? null : new Date(border),
      engineVersion: ENGINE_VERSION,
      createdBy: user.id,
      ...(data === null ? {} : { data }),
    });
    await askForJob(tx, { name: "sweep.run", key: id, payload: { version: 1, sweepId: id }, teamId: team.id });
    await recordForTeam(tx, context, "sweep.requested", { sweepId: id, strategyId, datasetId, points });
    return id;
  });
  await handOver(db, deliverer(), "sweep.run", team.id);
  return { sweepId, points };
}

export async function getSweep(context: Context, id: string): Promise<SweepDto> {
  const row = await requireSweep(context, id);
  const [{ document }, dataset] = await Promise.all([
    getVersion(context, row.versionId),
    describeSnapshot(context.db, row.datasetId, row.snapshotId),
  ]);
  return {
    ...toLine(row, dataset.name),
    versionId: row.versionId,
    plan: SweepPlan.parse(row.plan),
    currency: document.settings.currency,
    labels: Object.fromEntries(document.parameters.map(({ key, label }) => [key, label ?? key])),
    refused: row.refused,
    attempt: row.attempt,
    error: row.error === null ? null : BacktestError.parse(row.error),
    outOfSampleFrom: row.outOfSampleFrom?.toISOString() ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
  };
}

export async function listTeamSweeps(
  { db, team }: Context,
  filter: { readonly strategyId?: string | undefined },
): Promise<SweepLineDto[]> {
  const [rows, datasets] = await Promise.all([
    listSweeps(db, team.id, { ...filter, limit: mostListed }),
    listDatasets({ db, team }),
  ]);
  const names = new Map(datasets.map(({ id, name }) => [id, name]));
  return rows.map((row) => toLine(row, names.get(row.datasetId) ?? "removed data"));
}

/** Returns the places and the figures of all points as columns; those that were not run have none. */
export async function sweepColumns(context: Context, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const body = await readSweepResults(context.db, context.team.id, (await requireSweep(context, id)).id);
  if (body !== null) return Uint8Array.from(body);
  throw new AppError("not-possible-now", { message: "No point of this sweep has been run yet." });
}

/** Runs a point of a sweep as a full backtest, the held-out part of the history included. */
export async function openPoint(
  context: Context,
  { id, point }: { id: string; point: number },
): Promise<{ backtestId: string }> {
  const row = await requireSweep(context, id);
  const plan = SweepPlan.parse(row.plan);
  const version = await getVersion(context, row.versionId);
  const { program } = compile(version.document);
  if (program === null) throw new AppError("graph-refused");
  const axes = planAxes(program.document, plan);
  const { cells } = decodeBundle(await sweepColumns(context, id)).columns;
  if (!(cells instanceof Uint16Array) || point * axes.length >= cells.length)
    throw new AppError("invalid-input", { message: `This sweep has ${row.points} points, counted from 0.` });
  const parameters = pointOf(axes, cells, point);
  const { diagnostics } = compile(version.document, { parameters });
  if (hasErrors(diagnostics)) throw new AppError("graph-refused", { diagnostics });
  const { datasetId, snapshotId, outOfSampleFrom } = row;
  const data = row.data === null ? null : BacktestData.parse(row.data);
  // The bars that the sweep saw, which may be older than the dataset's newest; refused where they are gone.
  await loadData(context.db, data ?? { lanes: [{ datasetId, snapshotId }], references: [] });
  const run = { version, datasetId, snapshotId, data, parameters, outOfSampleFrom };
  const { backtestId } = await runVersion(context, run);
  return { backtestId };
}

/** Cancels a sweep that is under way: at once while it waits, within moments while it runs. What was run stays. */
export async function cancelSweep(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  const { status } = await requireSweep(context, id);
  const before = await requestSweepCancel(db, team.id, id);
  if (before === null) throw new AppError("not-possible-now", { message: `This sweep has already ended (${status}).` });
  await db.$transaction((tx) => recordForTeam(tx, context, "sweep.cancelled", { sweepId: id }));
  if (before !== "queued") return;
  await endSweep(db, id, { status: "cancelled" });
  await endWaiting(db, deliverer(), { name: "sweep.run", key: id, teamId: team.id });
}

/** Puts a failed sweep back into the queue; returns false when it is not a failed one. */
export function reopenSweep(tx: Transaction, id: string): Promise<boolean> {
  return reopenFailedSweep(tx, id);
}

async function requireSweep({ db, team }: Context, id: string): Promise<SweepRow> {
  const row = await findSweep(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "sweep", id });
  return row;
}

function toLine(row: SweepRow, datasetName: string): SweepLineDto {
  return {
    id: row.id,
    strategyId: row.strategyId,
    strategyName: row.strategyName,
    versionNumber: row.versionNumber,
    datasetId: row.datasetId,
    datasetName,
    status: row.status,
    points: row.points,
    done: row.done,
    best: row.best === null ? null : SweepBest.parse(row.best),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
