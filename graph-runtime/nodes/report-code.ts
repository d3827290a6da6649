/** Why an order node did or did not act on a bar; the words are what users read. */
export const REPORT_CODES = {
  fired: "acted",
  "trigger-false": "its condition is false",
  "true-before": "its condition was true before already, and it acts on the bar on which that becomes true",
  "trigger-unknown": "its condition is unknown (warming up or missing data)",
  "already-in-position": "a position is already open",
  "no-position": "there is no position to close",
  "order-pending": "an order is already working",
  "price-unknown": "the order price is unknown",
  "size-unknown": "the size is unknown",
  "weights-unknown": "no weight is known (warming up or missing data)",
  "within-corridor": "every position is within its corridor",
  "at-target": "the position is where it should be, or near enough",
  "enough-entries": "the position holds as many entries as it may",
  "too-near": "the price has not moved far enough from the last entry",
  "no-order": "there is no working order to cancel",
  halted: "trading was stopped already",
  "not-yet": "its time has not come",
} as const;
export type ReportCode = keyof typeof REPORT_CODES;
