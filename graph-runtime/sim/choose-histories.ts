/** What is known of a history before its bars are read. */
export type HistoryLabel = { readonly symbol: string; readonly timeframe: string };

export type ChosenHistories<H> = {
  /** One for each traded instrument, in the order of the strategy. */
  readonly lanes: readonly H[];
  /** Those that are looked at only. */
  readonly references: readonly H[];
  /** Symbols of which there is no history. */
  readonly missing: readonly string[];
};

type Required = { readonly universe: readonly string[]; readonly references: readonly string[] };

/**
 * Finds the history of each instrument that a strategy names. A strategy of one instrument runs on the history that the user has
 * chosen, whatever its symbol; of several, each runs on its own, of the chosen one's timeframe.
 */
export function chooseHistories<H extends HistoryLabel>(
  { universe, references }: Required,
  main: H,
  all: readonly H[],
): ChosenHistories<H> {
  const find = (symbol: string): H | undefined =>
    symbol === main.symbol ? main : all.find((one) => one.symbol === symbol && one.timeframe === main.timeframe);
  const traded = universe.length > 1 ? universe.map((symbol) => [symbol, find(symbol)] as const) : [];
  const looked = references.map((symbol) => [symbol, find(symbol)] as const);
  return {
    lanes: universe.length > 1 ? traded.flatMap(([, one]) => one ?? []) : [main],
    references: looked.flatMap(([, one]) => one ?? []),
    missing: [...traded, ...looked].filter(([, one]) => one === undefined).map(([symbol]) => symbol),
  };
}
