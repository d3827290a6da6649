import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { assessQuality } from "@/graph-runtime/market/quality/assess-quality.ts";
import { resampleBySession } from "@/graph-runtime/market/resample-by-session.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { type ImportOutcome, storeBars } from "./import/import-file.ts";
import type { Watch } from "./import/read-csv-file.ts";
import type { DatasetStore } from "./store/dataset-store.ts";

export type ResampleWork = {
  readonly bars: BarColumns;
  readonly actions: readonly InstrumentEvent[];
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
};

/** Makes bars of a longer timeframe by the sessions of the instrument's calendar, and writes them to the store. */
export async function resampleDataset(
  { bars: base, actions, instrument, timeframe }: ResampleWork,
  store: DatasetStore,
  watch: Watch,
): Promise<ImportOutcome> {
  const { calendar, symbol } = instrument;
  const { bars } = resampleBySession(base, timeframe, calendars[calendar]);
  if (bars.time.length === 0) {
    const message = `None of the bars lies in a session of the calendar "${calendar}". Import the data with another calendar.`;
    return { status: "refused", message, quality: null };
  }
  const quality = assessQuality({ bars, timeframe, calendar });
  const place = { source: "resampled", symbol, timeframe };
  const imported = await storeBars({ bars, actions, quality, store, place }, watch);
  return { status: "done", imported: { ...imported, instrument } };
}
