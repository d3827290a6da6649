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
  "grossProfit",
  "fees",
  "profit",
  "mae",
  "mfe",
  "entryBar",
  "entryTime",
  "barsHeld",
  "fills",
  /** Price of the first protective stop; NaN without one. */
  "stop",
] as const;

export type NumberColumn = (typeof NUMBER_COLUMNS)[number];
