import { z } from "zod";
import type { CorporateAction } from "@/graph-runtime/market/corporate-action.ts";
import { Instrument } from "@/graph-runtime/market/instrument.ts";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import type { Queryable } from "../db/client.ts";
import { type DatasetRow, findDatasetRow, findDatasetSnapshot } from "../db/repositories/datasets.ts";
import { AppError } from "../errors/app-error.ts";
import { type Dataset, type LoadedDataset, loadDataset } from "./dataset-registry.ts";
import { Part } from "./store/dataset-store.ts";
import { datasetStore } from "./store/open-dataset-store.ts";

const StoredActions = z.array(
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("split"), time: z.number(), ratio: z.number().positive() }),
    z.strictObject({
      kind: z.literal("dividend"),
      time: z.number(),
      payTime: z.number().optional(),
      amount: z.number().positive(),
    }),
  ]),
);

/** Reads splits and dividends as a version stores them. */
export function readStoredActions(value: unknown): CorporateAction[] {
  return StoredActions.parse(value).map((action) => {
    if (action.kind === "split") return action;
    const { payTime, ...dividend } = action;
    return payTime === undefined ? dividend : { ...dividend, payTime };
  });
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

async function loadRow(row: DatasetRow): Promise<LoadedDataset> {
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

/** Returns the bars that a result was computed on; throws data-missing where they are there no more. */
export async function loadSnapshot(db: Queryable, id: string, snapshotId: string): Promise<LoadedDataset> {
  const builtIn = await loadDataset(id);
  if (builtIn?.snapshotId === snapshotId) return builtIn;
  const row = builtIn === null ? await findDatasetSnapshot(db, id, snapshotId) : null;
  if (row !== null) return loadRow(row);
  const message = `The bars of the data set "${id}" that this was computed on are no longer there. Run it again on the present ones.`;
  throw new AppError("data-missing", { message });
}
