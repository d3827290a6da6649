import type { Queryable } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";
import type { BacktestRow } from "./backtests.ts";

/** A backtest as a list shows it: the headline figures instead of the whole summary. */
export type BacktestLineRow = Pick<
  BacktestRow,
  | "id"
  | "strategyId"
  | "strategyName"
  | "versionNumber"
  | "status"
  | "progress"
  | "fingerprint"
  | "datasetId"
  | "createdAt"
  | "finishedAt"
  | "tags"
> & { readonly headline: unknown };

const columns = `b.id, b.strategy_id AS "strategyId", s.name AS "strategyName", v.number AS "versionNumber", b.status, b.progress,
  b.fingerprint, b.dataset_id AS "datasetId", b.created_at AS "createdAt", b.finished_at AS "finishedAt", b.headline, b.tags
  FROM backtests b JOIN strategies s ON s.id = b.strategy_id JOIN strategy_versions v ON v.id = b.version_id
  WHERE b.team_id = $1`;

const ofTeam: Prepared<BacktestLineRow> = {
  name: "backtests-of-team",
  text: `SELECT ${columns} ORDER BY b.created_at DESC LIMIT $2`,
};
const ofStrategy: Prepared<BacktestLineRow> = {
  name: "backtests-of-strategy",
  text: `SELECT ${columns} AND b.strategy_id = $3 ORDER BY b.created_at DESC LIMIT $2`,
};

/** Returns the team's backtests, newest first. */
export async function listBacktests(
  db: Queryable,
  teamId: string,
  { strategyId, limit }: { readonly strategyId?: string | undefined; readonly limit: number },
): Promise<readonly BacktestLineRow[]> {
  return strategyId === undefined
    ? readPrepared(db, ofTeam, [teamId, limit])
    : readPrepared(db, ofStrategy, [teamId, limit, strategyId]);
}
