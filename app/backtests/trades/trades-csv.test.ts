import { describe, expect, test } from "vitest";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { readTradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { NUMBER_COLUMNS } from "@/graph-runtime/analytics/trades/trade-columns.ts";
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
  stop: 95,
  lastStop: 97,
  target: null,
};

describe("trades as CSV", () => {
  test("keep full precision, ISO times, and quote what needs it", () => {
    const [header, line] = tradesCsv([trade]).split("\r\n");
    expect(header?.split(",")).toHaveLength(22);
    expect(line).toContain("2020-01-02T00:00:00.000Z,100.125,2020-01-06T00:00:00.000Z,101");
    expect(line).toContain('"A crosses above B, ""fast"""');
  });

  test("cannot start a formula in a spreadsheet", () => {
    expect(tradesCsv([trade])).toContain(",'=HYPERLINK(1)");
  });
});

/** Trades as they come from the server: each given by what differs, with their reasons as texts. */
function sent(
  rows: readonly Partial<Record<(typeof NUMBER_COLUMNS)[number], number>>[],
  reasons: readonly string[] = [],
) {
  const numbers = NUMBER_COLUMNS.map((name) => [name, Float64Array.from(rows, (row) => row[name] ?? 1)] as const);
  const codes = Uint32Array.from(rows, (_, row) => row);
  const texts = rows.map((_, row) => reasons[row] ?? "");
  const columns = { entryReason: codes, entryNodeId: codes, lastReason: codes, lastNodeId: codes, symbol: codes };
  return readTradeBundle({
    meta: { closedCount: rows.length, texts },
    columns: { ...Object.fromEntries(numbers), ...columns },
  });
}

describe("the order of trades", () => {
  const all = { kind: "all", text: "" } as const;

  test("a trade without an exit comes last whichever way it is sorted", () => {
    const trades = sent([
      { open: 1, lastTime: 5 },
      { open: 0, lastTime: 9 },
      { open: 0, lastTime: 7 },
    ]);
    const rows = (descending: boolean) => [...arrangeTrades(trades, all, { column: "exitTime", descending })];
    expect(rows(true)).toEqual([1, 2, 0]);
    expect(rows(false)).toEqual([2, 1, 0]);
  });

  test("an open gain counts as no winner yet", () => {
    const trades = sent([
      { open: 1, profit: 50 },
      { open: 0, profit: 10 },
      { open: 0, profit: -20 },
    ]);
    const winners = arrangeTrades(trades, { ...all, kind: "winners" }, { column: "profit", descending: true });
    expect([...winners]).toEqual([1]);
  });

  test("is found by a part of its reason, and by that of its exit only once it has left", () => {
    const trades = sent([{ open: 0 }, { open: 1 }, { open: 0 }], ["Stop loss hit", "stop", "Target"]);
    const found = (text: string) => [
      ...arrangeTrades(trades, { kind: "all", text }, { column: "id", descending: false }),
    ];
    expect(found("STOP")).toEqual([0, 1]);
    expect(found("target")).toEqual([2]);
  });

  test("100,000 trades are sorted and filtered in the time of a few frames", () => {
    const trades = sent(Array.from({ length: 100_000 }, (_, row) => ({ open: 0, profit: (row * 7_919) % 10_007 })));
    const start = performance.now();
    const rows = arrangeTrades(trades, { ...all, kind: "winners" }, { column: "profit", descending: true });
    const milliseconds = performance.now() - start;
    expect(trades.columns.profit[rows[0]!]).toBe(10_006);
    expect(milliseconds).toBeLessThan(1_000);
  });
});
