export type OracleAttachment = {
  role: "stop" | "target" | "trail";
  percent: boolean;
  distance: number;
  /** Percent of the entry at which a rung of a ladder begins and ends. */
  rung?: { from: number; to: number };
  /** A trail that waits for so many distances in favour. */
  after?: number;
  /** Multiples of the distance: the attachment then moves the stop, and is no order of its own. */
  ratchet?: { after: number; lock: number; step: number; gain: number };
};

/** An order as the reference sees it. Plain data; the rules are in the files beside it. */
export type OracleOrder = {
  id: number;
  lane: number;
  /** +1 buys, -1 sells. */
  sign: 1 | -1;
  type: "market" | "limit" | "stop" | "stop-limit" | "trailing-stop" | "market-if-touched" | "limit-if-touched";
  tif: "gtc" | "day" | "gtd" | "ioc" | "fok" | "on-open" | "on-close";
  goodTill: number | null;
  /** Units still to fill; null: a share of equity, worked out at the fill. */
  left: number | null;
  sizePercent: number;
  isSizedAtFill: boolean;
  limit: number | null;
  trigger: number | null;
  /** Set once a stop-limit or limit-if-touched order has become a limit order. */
  triggered: boolean;
  trail: { distance: number; percent: boolean; begins: number | null } | null;
  /** Where the stop goes as the price moves away from the entry, all in points. */
  ratchets: { entry: number; after: number; lock: number; step: number; gain: number }[];
  /** A rung of a ladder: closes a part only. */
  rung: boolean;
  reduceOnly: boolean;
  protective: boolean;
  /** Orders with the same link cancel one another. */
  link: string | null;
  /** First bar on which it may fill. */
  from: number;
  /** Time of the first bar that it saw. */
  born: number | null;
  attachments: OracleAttachment[];
  filled: number;
  feePaid: number;
  filledValue: number;
  entry: boolean;
  isMarginCall: boolean;
};

export type OracleFill = {
  id: number;
  lane: number;
  bar: number;
  sign: 1 | -1;
  price: number;
  quantity: number;
  fee: number;
};

/** What happened to an order in the end. */
export type OracleEnd = "filled" | "cancelled" | "denied" | "expired";
