/**
 * Returns what the strategy calls each lane: its symbol where the strategy names that symbol, else the name in the same place
 * of the strategy's list, so that a strategy can be run on other instruments than it was written for.
 */
export function laneNames(universe: readonly string[], symbols: readonly string[]): readonly string[] {
  return symbols.map((symbol, lane) => {
    if (universe.includes(symbol)) return symbol;
    const place = universe[lane];
    return place === undefined || symbols.includes(place) ? symbol : place;
  });
}
