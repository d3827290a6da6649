/** One thing that a feed says of an instrument: a trade, or what stands after one. */
export type MarketTick = {
  /** When it was traded, by the exchange's clock, epoch milliseconds UTC. */
  readonly time: number;
  readonly price: number;
  /** Units of this trade, or all units of the session so far; null where the feed says nothing of units, as of an index. */
  readonly volume: { readonly kind: "each" | "total"; readonly units: number } | null;
  /** What the feed calls the trade, so that it counts once; null where it has no name. */
  readonly id: string | null;
};

/** A bar as it was built: `time` is its open, and `end` the first instant after it. */
export type BuiltBar = {
  readonly time: number;
  readonly end: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};
