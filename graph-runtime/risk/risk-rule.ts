import type { Product } from "../market/product.ts";

/** An order as risk sees it, sized and priced, before it is sent. Money is in the account's currency. */
export type RiskOrder = {
  readonly lane: number;
  readonly isEntry: boolean;
  readonly isBuy: boolean;
  readonly quantity: number;
  /** Quantity x price x multiplier. */
  readonly value: number;
  readonly lots: number;
  readonly product: Product;
  /** Day of the decision by the exchange's clock, 0 is Sunday. */
  readonly weekday: number;
};

/** The account at the moment of the order. */
export type RiskAccount = {
  readonly equity: number;
  /** Highest equity at a close since the start of the run. */
  readonly peakEquity: number;
  /** Equity at the last close of the session before. */
  readonly sessionStartEquity: number;
  /** Value of all positions, longs and shorts added up. */
  readonly grossValue: number;
  /** Value of the order's own position, without its sign. */
  readonly positionValue: number;
  /** Lots of the order's own position, without its sign. */
  readonly positionLots: number;
  /** Part of a position's value that it takes as margin. */
  readonly marginShare: number;
  readonly openPositions: number;
  /** Open time of the bar of the decision. */
  readonly time: number;
  /** Entries that have filled since the session began, and those of all lanes that still work. */
  readonly sessionEntries: number;
  readonly workingEntries: number;
  /** Trades in a row that have lost, costs included. */
  readonly lossStreak: number;
  /** Bars since a position was last closed, and since one was closed at a loss; Infinity before the first. */
  readonly barsSinceExit: number;
  readonly barsSinceLoss: number;
};

/** Returns null where the order may go, or the reason why it may not. Pure: the same rules serve a backtest, paper and live. */
export type RiskRule = (order: RiskOrder, account: RiskAccount) => string | null;
