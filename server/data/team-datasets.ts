import { z } from "zod";
import { Instrument } from "@/graph-runtime/market/instrument.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import type { Queryable } from "../db/client.ts";
import { findDatasetSnapshots, type SnapshotPlace } from "../db/repositories/dataset-snapshots.ts";
import { type DatasetRow, findDatasetRow } from "../db/repositories/datasets.ts";
import { AppError } from "../errors/app-error.ts";
import { type Dataset, findBuiltIn, type LoadedDataset, loadDataset } from "./dataset-registry.ts";
import { Part } from "./store/dataset-store.ts";
import { datasetStore } from "./store/open-dataset-store.ts";

const time = z.number();
const price = z.number().positive();
const StoredActions = z.array(
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("split"), time, ratio: price }),
    z.strictObject({ kind: z.literal("dividend"), time, payTime: time.optional(), amount: price }),
    z.strictObject({ kind: z.literal("rename"), time, symbol: z.string().min(1) }),
    z.strictObject({ kind: z.literal("delist"), time, price: price.optional() }),
    z.strictObject({ kind: z.literal("funding"), time, rate: z.number(), price: price.optional() }),
    z.strictObject({ kind: z.literal("roll"), time, symbol: z.string().min(1), closePrice: price, openPrice: price }),
  ]),
);

/** Reads what happened to an instrument as a version stores it. */
export function readStoredActions(value: unknown): InstrumentEvent[] {
  // what is absent is left out, not present without a value
  return StoredActions.parse(value).map(
    (action) =>
      Object.fromEntries(Object.entries(action).filter(([, member]) => member !== undefined)) as InstrumentEvent,
  );
}

type Described = Pick<DatasetRow, "id" | "name" | "source" | "timeframe" | "instrument"> & {
  readonly version: { readonly snapshotId: string };
};

/** Returns what a stored dataset is, without its bars. */
export function datasetOfRow(row: Described): Dataset & { readonly snapshotId: string } {
  const instrument = Instrument.parse(row.instrument);
  return {
    id: row.id,
    name: row.name,
    source: row.source,
    timeframe: Timeframe.parse(row.timeframe),
    instrument,
    // made from synthetic bars
    synthetic: instrument.synthetic,
    snapshotId: row.version.snapshotId,
  };
}

type Stored = Described & { readonly version: { readonly parts: unknown; readonly actions: unknown } };

async function loadRow(row: Stored): Promise<LoadedDataset> {
  const { snapshotId, parts } = row.version;
  const actions = readStoredActions(row.version.actions);
  const bars = await datasetStore().load(snapshotId, z.array(Part).parse(parts));
  return { ...datasetOfRow(row), bars, ...(actions.length === 0 ? {} : { actions }) };
}

/** Returns a dataset that a team may use, of its own or of every installation, with its newest bars; null where there is none. */
export async function loadTeamDataset(db: Queryable, teamId: string, id: string): Promise<LoadedDataset | null> {
  const builtIn = await loadDataset(id);
  if (builtIn !== null) return builtIn;
  const row = await findDatasetRow(db, teamId, id);
  return row && loadRow(row);
}

/** Returns the bars that results were computed on, in the order of the places; throws data-missing where they are there no more. */
export async function loadSnapshots(db: Queryable, places: readonly SnapshotPlace[]): Promise<LoadedDataset[]> {
  const own = places.filter(({ datasetId }) => findBuiltIn(datasetId) === null);
  // One question for all of them: a strategy may run on hundreds.
  const rows = own.length === 0 ? [] : await findDatasetSnapshots(db, own);
  const known = new Map(rows.map((row) => [keyOf({ datasetId: row.id, snapshotId: row.version.snapshotId }), row]));
  return Promise.all(
    places.map(async (place) => {
      const row = known.get(keyOf(place));
      if (row !== undefined) return loadRow(row);
      const builtIn = await loadDataset(place.datasetId);
      if (builtIn?.snapshotId === place.snapshotId) return builtIn;
      const message = `The bars of the data set "${place.datasetId}" that this was computed on are no longer there. Run it again on the present ones.`;
      throw new AppError("data-missing", { message });
    }),
  );
}

/** Returns the bars that a result was computed on; throws data-missing where they are there no more. */
export async function loadSnapshot(db: Queryable, place: SnapshotPlace): Promise<LoadedDataset> {
  const [dataset] = await loadSnapshots(db, [place]);
  return dataset!;
}

const keyOf = ({ datasetId, snapshotId }: SnapshotPlace): string => `${datasetId} ${snapshotId}`;
