import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { assessQuality } from "@/graph-runtime/market/quality/assess-quality.ts";
import type { QualityReport } from "@/graph-runtime/market/quality/quality-report.ts";
import { AppError } from "../../errors/app-error.ts";
import { snapshotId } from "../snapshot-id.ts";
import type { DatasetStore, Part } from "../store/dataset-store.ts";
import type { ImportSettings } from "./import-settings.ts";
import { readCsvFile, type Watch } from "./read-csv-file.ts";
import { readParquetFile } from "./read-parquet-file.ts";

export type ImportedBars = {
  readonly snapshotId: string;
  readonly parts: readonly Part[];
  readonly quality: QualityReport;
  readonly from: number;
  readonly to: number;
  readonly actions: readonly InstrumentEvent[];
  /** As the provider describes it; a file describes none. */
  readonly instrument?: Instrument;
};

export type ImportOutcome =
  | { readonly status: "done"; readonly imported: ImportedBars }
  | { readonly status: "cancelled" }
  /** Some rows are bad, and the settings keep such a file out. */
  | { readonly status: "refused"; readonly message: string; readonly quality: QualityReport | null };

/** Reading takes about this share of the time, writing the rest. */
const readingShare = 0.6;

type Work = {
  readonly file: string;
  readonly settings: ImportSettings;
  readonly store: DatasetStore;
  readonly source: string;
};

/** Reads a file, checks it, and writes its bars to the store. Nothing is written before every row has been judged. */
export async function importFile({ file, settings, store, source }: Work, watch: Watch): Promise<ImportOutcome> {
  const { timeframe, calendar, symbol } = settings;
  const reading: Watch = (share, rows) => watch(share * readingShare, rows);
  const gate =
    settings.layout.kind === "parquet"
      ? await readParquetFile(file, settings, reading)
      : readCsvFile(file, settings, reading);
  if (gate === null) return { status: "cancelled" };
  const { bars, rows } = gate.finish(settings);
  if (bars.time.length === 0) {
    const first = rows.listed[0];
    const because = first === undefined ? "it has no rows" : `line ${first.line}: ${first.reason}`;
    return {
      status: "refused",
      message: `No row of the file is a bar (${because}). Check the columns and the format of the time.`,
      quality: null,
    };
  }
  const quality = assessQuality({ bars, timeframe, calendar, rows });
  if (rows.bad > 0 && settings.badRows === "refuse") {
    const message = `${rows.bad} of ${rows.read} rows are bad; nothing was imported. Mend the file, or import it without them.`;
    return { status: "refused", message, quality };
  }
  if (watch(readingShare, bars.time.length) === "cancel") return { status: "cancelled" };
  return {
    status: "done",
    imported: await storeBars({ bars, quality, store, place: { source, symbol, timeframe } }, watch),
  };
}

type Storing = {
  readonly bars: BarColumns;
  readonly actions?: readonly InstrumentEvent[];
  readonly quality: QualityReport;
  readonly store: DatasetStore;
  readonly place: { readonly source: string; readonly symbol: string; readonly timeframe: string };
};

/** Writes bars to the store and the file of its cache; throws cancelled when the watch asks for an end between two years. */
export async function storeBars(
  { bars, actions = [], quality, store, place }: Storing,
  watch: Watch,
): Promise<ImportedBars> {
  const parts = await store.save(place, bars, (share) => {
    if (watch(readingShare + share * (1 - readingShare), bars.time.length) === "cancel")
      throw new AppError("cancelled");
  });
  const id = snapshotId(bars, actions);
  await store.cache.prepare(id, bars);
  return { snapshotId: id, parts, quality, from: bars.time[0]!, to: bars.time.at(-1)!, actions };
}
