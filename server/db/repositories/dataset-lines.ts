import type { Queryable } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";

/** A team's dataset as a list shows it: of its newest version the grade instead of the whole quality report. */
export type DatasetLineRow = {
  readonly id: string;
  readonly name: string;
  readonly symbol: string;
  readonly source: string;
  readonly timeframe: string;
  readonly instrument: unknown;
  readonly adjustment: string;
  readonly version: {
    readonly number: number;
    readonly snapshotId: string;
    readonly bars: number;
    readonly firstTime: number;
    readonly lastTime: number;
    readonly origin: string;
    readonly grade: unknown;
  };
};

const ofTeam: Prepared<DatasetLineRow> = {
  name: "datasets-of-team",
  text: `SELECT d.id, d.name, d.symbol, d.source, d.timeframe, d.instrument, d.adjustment, jsonb_build_object(
      'number', v.number, 'snapshotId', v.snapshot_id, 'bars', v.bars, 'firstTime', v.first_time, 'lastTime', v.last_time,
      'origin', v.origin, 'grade', v.quality->'grade') AS version
    FROM datasets d
    JOIN LATERAL (SELECT * FROM dataset_versions WHERE dataset_id = d.id ORDER BY number DESC LIMIT 1) v ON true
    WHERE d.team_id = $1 AND d.archived_at IS NULL ORDER BY d.name, d.created_at`,
};

/** Returns the team's datasets with their newest versions, by name. */
export async function listDatasetLines(db: Queryable, teamId: string): Promise<readonly DatasetLineRow[]> {
  return readPrepared(db, ofTeam, [teamId]);
}
