export type TradeSide = "long" | "short";

/**
 * One round trip. Money is in the run's currency, prices in the instrument's; `return`, `mae` ... that end in `Return`
 * are fractions of the entry value (0.01 is 1 %).
 */
export type Trade = {
  /** Rank by entry, from 1. */
  readonly id: number;
  readonly lane: number;
  readonly symbol: string;
  readonly side: TradeSide;
  /** True where the position was still held at the end of the run: exit fields are null, profit is marked at the last close. */
  readonly open: boolean;
  /** Units that entered over the life of the trade. */
  readonly quantity: number;
  readonly entryBar: number;
  readonly entryTime: number;
  /** Average price of the units that entered. */
  readonly entryPrice: number;
  readonly exitBar: number | null;
  readonly exitTime: number | null;
  /** Average price of the units that left; null while open. */
  readonly exitPrice: number | null;
  /** Price by which `profit` is counted: the exit price, or for an open trade the average of what left and the last close. */
  readonly markPrice: number;
  /** Entry price x quantity x multiplier. */
  readonly entryValue: number;
  readonly grossProfit: number;
  readonly fees: number;
  /** Gross profit less fees. */
  readonly profit: number;
  /** Profit over entry value, as a fraction. */
  readonly profitReturn: number;
  /** Maximum adverse excursion: the worst open loss within the trade, in money, <= 0. */
  readonly mae: number;
  /** Maximum favourable excursion: the best open profit within the trade, in money, >= 0. */
  readonly mfe: number;
  /** What was given back from the best open profit to the exit: mfe - gross profit, >= 0. */
  readonly endDrawdown: number;
  /** Bars from the entry's bar to the exit's bar; 0 when both lie in one bar. */
  readonly barsHeld: number;
  readonly fills: number;
  readonly entryReason: string;
  readonly exitReason: string | null;
  readonly entryNodeId: string;
  readonly exitNodeId: string | null;
  /** Money at risk between entry price and the first protective stop; null without a stop. */
  readonly risk: number | null;
  /** Profit over risk; null without a stop. */
  readonly rMultiple: number | null;
  /** Price at which the first protective stop began, and at which it stood at the end; null without one. */
  readonly stop: number | null;
  readonly lastStop: number | null;
  /** Price of the first order that would take the profit; null without one. */
  readonly target: number | null;
};
