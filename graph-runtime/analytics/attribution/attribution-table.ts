export type AttributionDimension =
  | "symbol"
  | "side"
  | "entry-node"
  | "exit-node"
  | "entry-reason"
  | "exit-reason"
  | "hour"
  | "weekday"
  | "month";

/** Closed trades that share a key. Hours, weekdays and months are those of the entry, UTC. */
export type AttributionRow = {
  readonly key: string;
  readonly trades: number;
  /** Net profit of the group, money. */
  readonly profit: number;
  readonly fees: number;
  /** Winning trades over trades. */
  readonly winRate: number;
  /** Mean net profit per trade, money. */
  readonly averageProfit: number;
};

export type AttributionTable = { readonly dimension: AttributionDimension; readonly rows: readonly AttributionRow[] };
