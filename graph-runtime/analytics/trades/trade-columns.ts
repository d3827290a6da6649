/** The columns of the trade table. */
export const NUMBER_COLUMNS = [
  "lane",
  /** 1 long, -1 short. */
  "sign",
  /** 1 where still open. */
  "open",
  "quantity",
  "entryPrice",
  "markPrice",
  "entryValue",
  /** Value of the units that left. */
  "exitValue",
  "grossProfit",
  "fees",
  "profit",
  "mae",
  "mfe",
  "entryBar",
  "entryTime",
  /** Of the last fill, also where the trade is still open. */
  "lastBar",
  "lastTime",
  "barsHeld",
  "fills",
  /** Price at which the first protective stop began, and at which it stood at the end; NaN without one. */
  "stop",
  "lastStop",
  /** Price of the first order that would take the profit; NaN without one. */
  "target",
] as const;

export type NumberColumn = (typeof NUMBER_COLUMNS)[number];

export const TEXT_COLUMNS = ["entryReason", "entryNodeId", "lastReason", "lastNodeId"] as const;

export type TextColumn = (typeof TEXT_COLUMNS)[number];
