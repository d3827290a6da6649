import { OVERVIEW_POINTS } from "@/graph-runtime/analytics/summary/sample-bars.ts";

/** A stretch of time, epoch milliseconds. */
export type Stretch = { readonly from: number; readonly to: number };

/** Where the columns of a result are. */
export type ResultSource = `/api/backtests/${string}`;

const mostCandles = 4_000;
// Said of what a page asks for before it knows how the backtest stands: one that is under way is no error then.
const ifReady = "ifReady=1";

const view = (stretch: Stretch | null, points: number): string =>
  stretch === null
    ? `points=${points}&${ifReady}`
    : `points=${points}&from=${Math.floor(stretch.from)}&to=${Math.ceil(stretch.to)}`;

export const seriesPath = (source: ResultSource, stretch: Stretch | null): string =>
  `${source}/series?${view(stretch, OVERVIEW_POINTS)}`;

export const pricesPath = (source: ResultSource, lane: number, stretch: Stretch | null): string =>
  `${source}/prices?lane=${lane}&${view(stretch, mostCandles)}`;

export const tradesPath = (source: ResultSource): string => `${source}/trades?${ifReady}`;

/** What a result shows first: its page has the browser fetch these while the scripts are on their way. */
export const firstPaths = (source: ResultSource): readonly string[] => [
  tradesPath(source),
  seriesPath(source, null),
  pricesPath(source, 0, null),
];
