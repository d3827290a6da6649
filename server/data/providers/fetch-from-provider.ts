import { z } from "zod";
import { DAY } from "@/graph-runtime/core/time.ts";
import { BAR_FIELDS, type BarColumns, emptyBars, sliceBars } from "@/graph-runtime/market/bars.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { assessQuality } from "@/graph-runtime/market/quality/assess-quality.ts";
import { Timeframe, timeframeMilliseconds } from "@/graph-runtime/market/timeframe.ts";
import { AppError } from "../../errors/app-error.ts";
import { type ImportOutcome, storeBars } from "../import/import-file.ts";
import type { Watch } from "../import/read-csv-file.ts";
import type { DatasetStore } from "../store/dataset-store.ts";
import type { DataProvider, ProviderAnswer } from "./data-provider.ts";
import { createProviderHttp } from "./provider-http.ts";
import { dataProviders } from "./provider-registry.ts";

/** What is fetched from where; a dataset keeps it, to be brought up to date. `from` is the first instant wanted. */
export const ProviderWish = z.strictObject({
  provider: z.string(),
  symbol: z.string().trim().min(1).max(40),
  timeframe: Timeframe,
  from: z.number(),
});
export type ProviderWish = z.infer<typeof ProviderWish>;

/** Bars and actions that are there already. */
export type Known = { readonly bars: BarColumns; readonly actions: readonly InstrumentEvent[] };

type Work = {
  readonly wish: ProviderWish;
  readonly key: string | null;
  /** In the place of the provider's own address: a mirror, or a stand-in. */
  readonly url: string | null;
  readonly known: Known | null;
  readonly now: number;
  readonly store: DatasetStore;
};

/** Bars that are asked for again, to see whether the provider still says the same of them. */
const overlapBars = 5;
const fetchingShare = 0.7;

export function findProvider(id: string): DataProvider | null {
  return dataProviders.find((provider) => provider.id === id) ?? null;
}

/**
 * Fetches bars and writes them to the store. Of what is known only the end is asked for; where the provider says otherwise of it than
 * before, as after a split, everything is fetched anew.
 */
export async function fetchFromProvider(
  { wish, key, url, known, now, store }: Work,
  watch: Watch,
): Promise<ImportOutcome> {
  const provider = findProvider(wish.provider);
  if (provider === null) throw new AppError("not-found", { message: `There is no provider "${wish.provider}".` });
  const stop = new AbortController();
  const http = createProviderHttp({
    name: provider.name,
    base: url ?? provider.url,
    pace: provider.capabilities.pace,
    signal: stop.signal,
  });
  const listen = (share: number, bars: number): void => {
    if (watch(share * fetchingShare, bars) === "cancel") stop.abort(new AppError("cancelled"));
  };
  // also while a request or a pause is under way
  const timer = setInterval(() => listen(0, 0), 500);
  const ask = (from: number): Promise<ProviderAnswer> =>
    provider.fetch({ ...wish, from, to: now, key }, { http, now, onProgress: listen });
  try {
    const answer = await newestOf(wish, known, ask, now - (provider.capabilities.reach[wish.timeframe] ?? 1e6) * DAY);
    const { bars, actions, instrument } = answer;
    if (bars.time.length === 0) {
      const message = `${provider.name} has no bars of ${wish.symbol} for that time. Choose an earlier beginning or another timeframe.`;
      return { status: "refused", message, quality: null };
    }
    const quality = assessQuality({ bars, timeframe: wish.timeframe, calendar: instrument.calendar });
    const place = { source: provider.id, symbol: wish.symbol, timeframe: wish.timeframe };
    clearInterval(timer);
    const imported = await storeBars({ bars, actions, quality, store, place }, watch);
    return { status: "done", imported: { ...imported, instrument } };
  } finally {
    clearInterval(timer);
  }
}

/** What a provider gave, and what was known of the instrument besides. */
type Answer = Omit<ProviderAnswer, "actions"> & Pick<Known, "actions">;

async function newestOf(
  { from, timeframe }: ProviderWish,
  known: Known | null,
  ask: (from: number) => Promise<ProviderAnswer>,
  reach: number,
): Promise<Answer> {
  const first = Math.max(from, reach);
  const seam = known === null ? undefined : known.bars.time[Math.max(0, known.bars.time.length - overlapBars)];
  if (known === null || seam === undefined || seam < first) return ask(first);
  const tail = await ask(seam);
  const at = known.bars.time.indexOf(seam);
  if (!agree(sliceBars(known.bars, at, known.bars.time.length), tail.bars)) return ask(first);
  const bars = joined(sliceBars(known.bars, 0, at), tail.bars);
  const start = tail.bars.time[0] ?? Number.POSITIVE_INFINITY;
  // an action at the seam is in both; what providers know nothing of stays
  const isKept = ({ kind, time }: InstrumentEvent): boolean =>
    (kind !== "split" && kind !== "dividend") || time < start - timeframeMilliseconds(timeframe);
  const actions = [...known.actions.filter(isKept), ...tail.actions].sort((a, b) => a.time - b.time);
  const unique = new Map(actions.map((action) => [`${action.kind} ${action.time}`, action]));
  return { ...tail, bars, actions: [...unique.values()] };
}

/** Whether two lists of bars say the same where they overlap, rounding aside. */
function agree(before: BarColumns, after: BarColumns): boolean {
  for (let i = 0; i < before.time.length; i++) {
    if (before.time[i] !== after.time[i]) return false;
    if (Math.abs(before.close[i]! / after.close[i]! - 1) > 1e-6) return false;
  }
  return true;
}

function joined(before: BarColumns, after: BarColumns): BarColumns {
  const bars = emptyBars(before.time.length + after.time.length);
  for (const field of BAR_FIELDS) {
    bars[field].set(before[field]);
    bars[field].set(after[field], before.time.length);
  }
  return bars;
}
