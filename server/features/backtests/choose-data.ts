import { z } from "zod";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { OutsideSignal } from "@/graph-runtime/market/outside-signal.ts";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { canMakeBars, timeframeProblem } from "@/graph-runtime/market/timeframe-lengths.ts";
import { chooseHistories, type HistoryLabel } from "@/graph-runtime/sim/choose-histories.ts";
import { makeLane } from "@/graph-runtime/sim/make-lane.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import type { LoadedDataset } from "../../data/dataset-registry.ts";
import { loadSnapshots } from "../../data/team-datasets.ts";
import type { Queryable } from "../../db/client.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { listDatasets } from "../datasets/service.ts";

/** A history as it is used: with a timeframe, its bars are made into longer ones by the sessions of its calendar. */
export const Place = z.strictObject({
  datasetId: z.string(),
  snapshotId: z.string(),
  timeframe: Timeframe.optional(),
});
export type Place = z.infer<typeof Place>;

/** The histories of a backtest, as its row keeps them; null in the row where there is one and its bars are used as they are. */
export const BacktestData = z.strictObject({
  lanes: z.array(Place),
  references: z.array(Place),
  /** Recorded signals of a strategy that waits for some. */
  signals: z.array(OutsideSignal).optional(),
});
export type BacktestData = z.infer<typeof BacktestData>;

type Choice = HistoryLabel & { readonly id: string; readonly snapshotId: string };

/** Returns the histories that a strategy runs on, the user's choice among them; null where that is the only one and taken as it is. */
export async function chooseData(
  context: Context,
  program: Program,
  { id, snapshotId, timeframe, instrument: { symbol } }: LoadedDataset,
): Promise<BacktestData | null> {
  const { universe, references } = program.required;
  const wanted = program.settings.timeframe;
  const problem = timeframeProblem(timeframe, wanted);
  if (problem !== null) throw new AppError("data-missing", { message: problem, has: timeframe, wanted });
  const made = canMakeBars(timeframe, wanted) ? { timeframe: wanted } : {};
  if (universe.length < 2 && references.length === 0)
    return "timeframe" in made ? { lanes: [{ datasetId: id, snapshotId, ...made }], references: [] } : null;
  const main: Choice = { id, snapshotId, timeframe, symbol };
  const chosen = chooseHistories<Choice>({ universe, references }, main, await listDatasets(context));
  if (chosen.missing.length > 0) {
    const missing = chosen.missing.join(", ");
    const message = `There is no ${timeframe} history of ${missing}, which this strategy names. Name other instruments in its settings and nodes, or import the data.`;
    throw new AppError("not-possible-now", { message, missing: chosen.missing });
  }
  const place = (one: Pick<LoadedDataset, "id" | "snapshotId">): Place => ({
    datasetId: one.id,
    snapshotId: one.snapshotId,
    ...made,
  });
  return { lanes: chosen.lanes.map(place), references: chosen.references.map(place) };
}

export type LoadedData = {
  readonly lanes: readonly LaneData[];
  readonly references: readonly LaneData[];
  readonly signals?: readonly OutsideSignal[];
};

/** Loads the bars that were chosen; throws data-missing where they are there no more. */
export async function loadData(db: Queryable, { lanes, references, signals }: BacktestData): Promise<LoadedData> {
  const loaded = await loadPlaces(db, [...lanes, ...references]);
  return {
    lanes: loaded.slice(0, lanes.length),
    references: loaded.slice(lanes.length),
    ...(signals === undefined ? {} : { signals }),
  };
}

/** Loads histories in the form in which they are used. */
export async function loadPlaces(db: Queryable, places: readonly Place[]): Promise<LaneData[]> {
  const loaded = await loadSnapshots(db, places);
  return loaded.map(({ instrument, bars, actions, timeframe: own }, index) => {
    const lane = { instrument, bars, ...(actions === undefined ? {} : { actions }) };
    const timeframe = places[index]?.timeframe;
    return timeframe === undefined ? lane : makeLane(lane, own, timeframe);
  });
}
