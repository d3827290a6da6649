import { civilFromDays, DAY, HOUR, weekdayUtc } from "../../core/time.ts";
import type { Lane } from "../run-result.ts";
import type { TradeTable } from "../trades/trade-table.ts";
import type { AttributionDimension, AttributionRow, AttributionTable } from "./attribution-table.ts";
import { GroupSums } from "./group-sums.ts";

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

/** Splits the profit of closed trades by symbol, side, node, reason and calendar. Each table adds up to the same total. */
export function attributeTrades(table: TradeTable, lanes: readonly Lane[]): AttributionTable[] {
  if (table.closedCount === 0) return [];
  const { columns, texts } = table;
  const symbols = lanes.map((lane) => lane.instrument.symbol);
  const timeOf = (row: number): number => columns.entryTime[row] as number;
  return [
    fixed(table, "symbol", symbols, (row) => columns.lane[row] as number, true),
    fixed(table, "side", ["long", "short"], (row) => (columns.sign[row] === 1 ? 0 : 1), true),
    named(table, "entry-node", texts.entryNodeId),
    named(table, "exit-node", texts.lastNodeId),
    named(table, "entry-reason", texts.entryReason),
    named(table, "exit-reason", texts.lastReason),
    fixed(table, "hour", HOURS, (row) => Math.floor((timeOf(row) - Math.floor(timeOf(row) / DAY) * DAY) / HOUR), false),
    fixed(table, "weekday", WEEKDAYS, (row) => weekdayUtc(timeOf(row)), false),
    fixed(table, "month", MONTHS, (row) => civilFromDays(Math.floor(timeOf(row) / DAY)).month - 1, false),
  ];
}

/** A dimension whose keys are known beforehand, in their natural order unless `byProfit`. */
function fixed(
  table: TradeTable,
  dimension: AttributionDimension,
  keys: readonly string[],
  indexOf: (row: number) => number,
  byProfit: boolean,
): AttributionTable {
  const sums = new GroupSums(keys.length);
  for (let row = 0; row < table.closedCount; row++) sums.add(indexOf(row), table, row);
  const rows = sums.rows(keys);
  return { dimension, rows: byProfit ? rows.sort(mostProfitFirst) : rows };
}

/** A dimension whose keys are found in the trades. */
function named(table: TradeTable, dimension: AttributionDimension, keys: readonly string[]): AttributionTable {
  const places = new Map<string, number>();
  const sums = new GroupSums(8);
  let lastKey = "";
  let place = -1;
  for (let row = 0; row < table.closedCount; row++) {
    const key = keys[row] as string;
    // Strategies have few nodes and reasons: most trades repeat the key before.
    if (place < 0 || key !== lastKey) {
      place = places.get(key) ?? places.size;
      if (place === places.size) places.set(key, place);
      lastKey = key;
    }
    sums.add(place, table, row);
  }
  return { dimension, rows: sums.rows([...places.keys()]).sort(mostProfitFirst) };
}

function mostProfitFirst(a: AttributionRow, b: AttributionRow): number {
  return b.profit - a.profit || (a.key < b.key ? -1 : 1);
}
