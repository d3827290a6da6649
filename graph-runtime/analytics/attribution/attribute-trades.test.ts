import { describe, expect, test } from "vitest";
import { fillOf, laneOf, runOf } from "../../testkit/analysis-run.ts";
import { createAnalysisContext } from "../analysis-context.ts";
import { attributeTrades } from "./attribute-trades.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 2020-03-02, a Monday. */
const MONDAY = 18_323 * DAY;
const time = Array.from({ length: 24 * 60 }, (_, i) => MONDAY + i * HOUR);

const roundTrip = (from: number, to: number, lane: number, profit: number, reasons: [string, string]) => [
  fillOf({
    bar: from,
    time: MONDAY + from * HOUR,
    lane,
    side: "buy",
    quantity: 1,
    price: 100,
    reason: reasons[0],
    nodeId: "enter",
    fee: 1,
  }),
  fillOf({
    bar: to,
    time: MONDAY + to * HOUR,
    lane,
    side: "sell",
    quantity: 1,
    price: 101 + profit,
    reason: reasons[1],
    nodeId: "leave",
  }),
];

const fills = [
  ...roundTrip(10, 12, 0, 5, ["cross", "stop loss"]),
  ...roundTrip(34, 40, 0, -2, ["cross", "stop loss"]),
  ...roundTrip(35, 41, 1, 7, ["breakout", "take profit"]),
  ...roundTrip(24 * 40 + 10, 24 * 40 + 12, 1, 0, ["cross", "take profit"]),
  fillOf({ bar: 1300, time: MONDAY + 1300 * HOUR, side: "buy", quantity: 1, price: 1 }),
];
const lanes = [
  laneOf(
    time,
    time.map(() => 100),
    { symbol: "AAA" },
  ),
  laneOf(
    time,
    time.map(() => 100),
    { symbol: "BBB" },
  ),
];
const context = createAnalysisContext({ result: runOf({ time, equity: time.map(() => 1_000), fills }), lanes });
const tables = attributeTrades(context.trades, lanes);
const rows = (dimension: string) => tables.find((table) => table.dimension === dimension)?.rows ?? [];

describe("attribution", () => {
  test("every table adds up to all closed trades; the open one is left to its own list", () => {
    expect(tables).toHaveLength(9);
    for (const table of tables) {
      expect(
        table.rows.reduce((sum, row) => sum + row.trades, 0),
        table.dimension,
      ).toBe(4);
      expect(
        table.rows.reduce((sum, row) => sum + row.profit, 0),
        table.dimension,
      ).toBeCloseTo(10, 9);
      expect(
        table.rows.reduce((sum, row) => sum + row.fees, 0),
        table.dimension,
      ).toBe(4);
    }
  });

  test("named groups come with the most profit first", () => {
    expect(rows("symbol")).toEqual([
      { key: "BBB", trades: 2, profit: 7, fees: 2, winRate: 0.5, averageProfit: 3.5 },
      { key: "AAA", trades: 2, profit: 3, fees: 2, winRate: 0.5, averageProfit: 1.5 },
    ]);
    expect(rows("exit-reason").map((row) => [row.key, row.profit])).toEqual([
      ["take profit", 7],
      ["stop loss", 3],
    ]);
    expect(rows("entry-reason").map((row) => [row.key, row.trades])).toEqual([
      ["breakout", 1],
      ["cross", 3],
    ]);
    expect(rows("side").map((row) => row.key)).toEqual(["long"]);
  });

  test("calendar groups are those of the entry in UTC, in their natural order", () => {
    expect(rows("hour").map((row) => [row.key, row.trades])).toEqual([
      ["10:00", 3],
      ["11:00", 1],
    ]);
    expect(rows("weekday").map((row) => [row.key, row.trades])).toEqual([
      ["Monday", 1],
      ["Tuesday", 2],
      ["Saturday", 1],
    ]);
    expect(rows("month").map((row) => [row.key, row.trades])).toEqual([
      ["March", 3],
      ["April", 1],
    ]);
  });

  test("without closed trades there is nothing to split", () => {
    const none = createAnalysisContext({ result: runOf({ time, equity: time.map(() => 1_000) }), lanes });
    expect(attributeTrades(none.trades, lanes)).toEqual([]);
  });
});
