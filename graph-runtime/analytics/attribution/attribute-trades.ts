import { civilFromDays, DAY, HOUR, weekdayUtc } from "../../core/time.ts";
import type { Trade } from "../trades/trade.ts";
import type { AttributionDimension, AttributionRow, AttributionTable } from "./attribution-table.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);

type Sums = { trades: number; wins: number; profit: number; fees: number };

/** Dimensions whose rows come in a natural order; the others are ordered by profit. */
const CALENDAR: readonly { dimension: AttributionDimension; keys: readonly string[]; indexOf(time: number): number }[] =
  [
    { dimension: "hour", keys: HOURS, indexOf: (time) => Math.floor((time - Math.floor(time / DAY) * DAY) / HOUR) },
    { dimension: "weekday", keys: WEEKDAYS, indexOf: weekdayUtc },
    { dimension: "month", keys: MONTHS, indexOf: (time) => civilFromDays(Math.floor(time / DAY)).month - 1 },
  ];

const NAMED: readonly { dimension: AttributionDimension; keyOf(trade: Trade): string }[] = [
  { dimension: "symbol", keyOf: (trade) => trade.symbol },
  { dimension: "side", keyOf: (trade) => trade.side },
  { dimension: "entry-node", keyOf: (trade) => trade.entryNodeId },
  { dimension: "exit-node", keyOf: (trade) => trade.exitNodeId ?? "" },
  { dimension: "entry-reason", keyOf: (trade) => trade.entryReason },
  { dimension: "exit-reason", keyOf: (trade) => trade.exitReason ?? "" },
];

/** Splits the profit of closed trades by symbol, side, node, reason and calendar. Each table adds up to the same total. */
export function attributeTrades(closed: readonly Trade[]): AttributionTable[] {
  if (closed.length === 0) return [];
  const named = NAMED.map(({ dimension, keyOf }) => {
    const groups = new Map<string, Sums>();
    for (const trade of closed) {
      const key = keyOf(trade);
      let sums = groups.get(key);
      if (sums === undefined) {
        sums = { trades: 0, wins: 0, profit: 0, fees: 0 };
        groups.set(key, sums);
      }
      add(sums, trade);
    }
    const rows = [...groups].map(([key, sums]) => rowOf(key, sums));
    return { dimension, rows: rows.sort((a, b) => b.profit - a.profit || (a.key < b.key ? -1 : 1)) };
  });
  const calendar = CALENDAR.map(({ dimension, keys, indexOf }) => {
    const groups: Sums[] = keys.map(() => ({ trades: 0, wins: 0, profit: 0, fees: 0 }));
    for (const trade of closed) add(groups[indexOf(trade.entryTime)] as Sums, trade);
    const rows = groups.map((sums, i) => rowOf(keys[i] as string, sums)).filter((row) => row.trades > 0);
    return { dimension, rows };
  });
  return [...named, ...calendar];
}

function add(sums: Sums, trade: Trade): void {
  sums.trades++;
  if (trade.profit > 0) sums.wins++;
  sums.profit += trade.profit;
  sums.fees += trade.fees;
}

function rowOf(key: string, { trades, wins, profit, fees }: Sums): AttributionRow {
  return { key, trades, profit, fees, winRate: wins / trades, averageProfit: profit / trades };
}
