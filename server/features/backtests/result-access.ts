import { type ArtifactName, findArtifact } from "../../db/repositories/backtest-artifacts.ts";
import { type BacktestRow, findBacktest } from "../../db/repositories/backtests.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { BacktestData } from "./choose-data.ts";

/** Whose results may be read, and where they lie: a caller's own, or those that a share link shows. */
export type Reader = Pick<Context, "db"> & { readonly team: { readonly id: string } };

export async function requireBacktest({ db, team }: Reader, id: string): Promise<BacktestRow> {
  const row = await findBacktest(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "backtest", id });
  return row;
}

/** Returns the histories that a backtest ran on. */
export function dataOf({
  data,
  datasetId,
  snapshotId,
}: Pick<BacktestRow, "data" | "datasetId" | "snapshotId">): BacktestData {
  return data === null ? { lanes: [{ datasetId, snapshotId }], references: [] } : BacktestData.parse(data);
}

/** Returns what a succeeded backtest left behind; throws where it has no results, or was kept in an older form. */
export async function requireArtifact(reader: Reader, id: string, name: ArtifactName): Promise<Uint8Array> {
  const body = await readArtifact(reader, id, name);
  if (body !== null) return body;
  const message = "This result was kept by an older version without its trades as columns. Run the strategy again.";
  throw new AppError("data-missing", { message, artifact: name });
}

/** Returns what a succeeded backtest left behind under a name, or null; throws where it has no results. */
export async function readArtifact({ db, team }: Reader, id: string, name: ArtifactName): Promise<Uint8Array | null> {
  const found = await findArtifact(db, { teamId: team.id, backtestId: id, name });
  if (found === null) throw new AppError("not-found", { what: "backtest", id });
  const { status, body } = found;
  if (status !== "succeeded")
    throw new AppError("not-possible-now", { message: `This backtest has no results: it is ${status}.`, status });
  return body;
}
