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
  /** Price of the first protective stop; NaN without one. */
  "stop",
] as const;

export type NumberColumn = (typeof NUMBER_COLUMNS)[number];

export const TEXT_COLUMNS = ["entryReason", "entryNodeId", "lastReason", "lastNodeId"] as const;

export type TextColumn = (typeof TEXT_COLUMNS)[number];
