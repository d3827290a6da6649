import type { Queryable } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";

/** Of a team's dataset, whose data a result was computed on, what the bars are read with. JSON is read by whoever knows its form. */
export type SnapshotRow = {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly timeframe: string;
  readonly instrument: unknown;
  readonly version: { readonly snapshotId: string; readonly parts: unknown; readonly actions: unknown };
};
export type SnapshotPlace = { readonly datasetId: string; readonly snapshotId: string };

// The newest last: of versions with the same bars that is the one which counts.
const ofPlaces: Prepared<SnapshotRow> = {
  name: "dataset-snapshots",
  text: `SELECT d.id, d.name, d.source, d.timeframe, d.instrument,
      jsonb_build_object('snapshotId', v.snapshot_id, 'parts', v.parts, 'actions', v.actions) AS version
    FROM unnest($1::text[], $2::text[]) AS place (id, snapshot_id)
    JOIN datasets d ON d.id = place.id
    JOIN dataset_versions v ON v.dataset_id = d.id AND v.snapshot_id = place.snapshot_id ORDER BY v.number`,
};

/** Returns the versions of datasets with those snapshots, of any team and removed or not: for results that point at them. */
export function findDatasetSnapshots(db: Queryable, places: readonly SnapshotPlace[]): Promise<readonly SnapshotRow[]> {
  const ids = places.map(({ datasetId }) => datasetId);
  return readPrepared(db, ofPlaces, [ids, places.map(({ snapshotId }) => snapshotId)]);
}

export type DatasetNameRow = {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly tickSize: number;
};

const names: Prepared<DatasetNameRow> = {
  name: "dataset-names",
  text: `SELECT id, symbol, name, (instrument->>'tickSize')::float8 AS "tickSize" FROM datasets WHERE id = ANY($1::text[])`,
};

/** Returns how datasets are called and in which steps they are priced, of any team and removed or not. */
export function listDatasetNames(db: Queryable, ids: readonly string[]): Promise<readonly DatasetNameRow[]> {
  return readPrepared(db, names, [ids]);
}
