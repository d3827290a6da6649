import { describe, expect, test } from "vitest";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { arrangeTrades } from "./trade-order.ts";
import { tradesCsv } from "./trades-csv.ts";

const trade: Trade = {
  id: 1,
  lane: 0,
  symbol: "SPX",
  side: "long",
  open: false,
  quantity: 10,
  entryBar: 3,
  entryTime: Date.UTC(2020, 0, 2),
  entryPrice: 100.125,
  exitBar: 5,
  exitTime: Date.UTC(2020, 0, 6),
  exitPrice: 101,
  markPrice: 101,
  entryValue: 1001.25,
  grossProfit: 8.75,
  fees: 2,
  profit: 6.75,
  profitReturn: 0.00674,
  mae: -4,
  mfe: 12,
  endDrawdown: 3.25,
  barsHeld: 2,
  fills: 2,
  entryReason: 'A crosses above B, "fast"',
  exitReason: "=HYPERLINK(1)",
  entryNodeId: "enter",
  exitNodeId: "exit",
  risk: null,
  rMultiple: null,
};

describe("trades as CSV", () => {
  test("keep full precision, ISO times, and quote what needs it", () => {
    const [header, line] = tradesCsv([trade]).split("\r\n");
    expect(header?.split(",")).toHaveLength(19);
    expect(line).toContain("2020-01-02T00:00:00.000Z,100.125,2020-01-06T00:00:00.000Z,101");
    expect(line).toContain('"A crosses above B, ""fast"""');
  });

  test("cannot start a formula in a spreadsheet", () => {
    expect(tradesCsv([trade])).toContain(",'=HYPERLINK(1)");
  });
});

describe("the order of trades", () => {
  const open: Trade = { ...trade, id: 2, open: true, exitTime: null, profit: 50 };
  const loser: Trade = { ...trade, id: 3, profit: -20 };

  test("a trade without an exit comes last whichever way it is sorted", () => {
    for (const descending of [true, false]) {
      const ids = arrangeTrades([open, trade], "all", { column: "exitTime", descending }).map(({ id }) => id);
      expect(ids).toEqual([1, 2]);
    }
  });

  test("an open gain counts as no winner yet", () => {
    const winners = arrangeTrades([open, trade, loser], "winners", { column: "profit", descending: true });
    expect(winners.map(({ id }) => id)).toEqual([1]);
  });
});
