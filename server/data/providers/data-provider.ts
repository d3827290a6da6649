import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import type { CorporateAction } from "@/graph-runtime/market/corporate-action.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import type { ProviderHttp } from "./provider-http.ts";

/** What a provider can do, for pages that offer it and for code that paces itself. */
export type ProviderCapabilities = {
  readonly timeframes: readonly Timeframe[];
  /** Days back from today that bars of a timeframe reach; all there is where it is not named. */
  readonly reach: Partial<Readonly<Record<Timeframe, number>>>;
  readonly adjustment: "raw" | "adjusted" | "unknown";
  readonly hasActions: boolean;
  readonly needsKey: boolean;
  /** At most so many requests within so many milliseconds. */
  readonly pace: { readonly requests: number; readonly milliseconds: number };
  /** What whoever uses it should know of its terms, in a sentence. */
  readonly terms: string;
};

export type ProviderRequest = {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** First instant wanted and first instant not wanted, epoch milliseconds UTC. */
  readonly from: number;
  readonly to: number;
  readonly key: string | null;
};

export type ProviderAnswer = {
  /** Closed bars only, in rising order of time; the time of a day's bar is its date. */
  readonly bars: BarColumns;
  readonly actions: readonly CorporateAction[];
  readonly instrument: Instrument;
};

export type ProviderTools = {
  readonly http: ProviderHttp;
  readonly now: number;
  readonly onProgress: (share: number, bars: number) => void;
};

/** Where bars can be fetched from. Its folder holds whatever is special about it; the registry has one line for it. */
export interface DataProvider {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly capabilities: ProviderCapabilities;
  /** An example of a symbol, as the provider writes them. */
  readonly example: string;
  fetch(request: ProviderRequest, tools: ProviderTools): Promise<ProviderAnswer>;
}
