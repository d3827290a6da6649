import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BarColumns } from "../../market/bars.ts";
import type { FillRecord } from "../../market/fill.ts";
import { FillLog } from "../../market/fill-log.ts";
import { shareInstrument } from "../../market/instrument.ts";
import type { OrderRecord } from "../../market/order.ts";
import { OrderLog } from "../../market/order-log.ts";
import type { Lane, RunResult } from "../run-result.ts";
import type { TradeGrouping } from "./group-fills.ts";
import type { Trade } from "./trade.ts";
import { tradeTable } from "./trade-list.ts";
import { tradeObjects } from "./trade-objects.ts";

const DAY = 86_400_000;

/** Rows of [open, high, low, close]. */
function barsOf(rows: readonly (readonly [number, number, number, number])[]): BarColumns {
  const column = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return {
    time: Float64Array.from(rows, (_, i) => i * DAY),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(rows.length).fill(1),
  };
}

function fill(
  bar: number,
  side: "buy" | "sell",
  quantity: number,
  price: number,
  more: Partial<FillRecord> = {},
): FillRecord {
  return {
    orderId: bar,
    lane: 0,
    side,
    role: "entry",
    nodeId: "n",
    reason: "r",
    bar,
    time: bar * DAY,
    price,
    quantity,
    fee: 0,
    ...more,
  };
}

function stopOrder(id: number, changes: Partial<OrderRecord>): OrderRecord {
  return {
    id,
    sequence: id,
    ordinal: 0,
    lane: 0,
    side: "sell",
    type: "market",
    role: "entry",
    nodeId: "n",
    reason: "r",
    createdBar: 0,
    createdTime: 0,
    group: null,
    quantity: 1,
    limitPrice: null,
    stopPrice: null,
    firstStopPrice: null,
    status: "filled",
    filledQuantity: 1,
    averagePrice: 1,
    feePaid: 0,
    deniedReason: null,
    ...changes,
  };
}

function tradesFor(
  bars: BarColumns,
  fills: readonly FillRecord[],
  options: { grouping?: TradeGrouping; orders?: OrderRecord[]; multiplier?: number } = {},
): readonly Trade[] {
  const lane: Lane = { instrument: shareInstrument("TEST", { multiplier: options.multiplier ?? 1 }), bars };
  const logs = { fillLog: FillLog.from(fills), orderLog: OrderLog.from(options.orders ?? []) };
  const result = { time: bars.time, ...logs } as unknown as RunResult;
  return tradeObjects(tradeTable(result, [lane], options.grouping ?? "flat-to-flat"), [lane]);
}

const flat = (count: number, price = 100): BarColumns =>
  barsOf(Array.from({ length: count }, () => [price, price + 1, price - 1, price] as const));

describe("a single round trip", () => {
  const bars = barsOf([
    [100, 101, 99, 100],
    [100, 108, 97, 104],
    [104, 110, 103, 109],
    [106, 120, 80, 90],
  ]);

  test("long: profit, fees, return, bars and excursions are those worked out by hand", () => {
    const fills = [
      fill(1, "buy", 10, 100, { fee: 2, reason: "cross up", nodeId: "enter" }),
      fill(3, "sell", 10, 106, { fee: 3, reason: "cross down", nodeId: "leave" }),
    ];
    const [trade] = tradesFor(bars, fills);
    // 10 x (106 - 100) = 60, less 5 of fees. Held from the open of bar 1 to the open of bar 3: worst 97, best 110.
    expect(trade).toMatchObject({
      id: 1,
      side: "long",
      open: false,
      quantity: 10,
      entryPrice: 100,
      exitPrice: 106,
      grossProfit: 60,
      fees: 5,
      profit: 55,
      profitReturn: 0.055,
      mae: -30,
      mfe: 100,
      endDrawdown: 40,
      barsHeld: 2,
      entryReason: "cross up",
      exitReason: "cross down",
      entryNodeId: "enter",
      exitNodeId: "leave",
      risk: null,
      rMultiple: null,
    });
  });

  test("short: gains and excursions are mirrored", () => {
    const [trade] = tradesFor(bars, [fill(1, "sell", 10, 100), fill(3, "buy", 10, 106)]);
    expect(trade).toMatchObject({ side: "short", grossProfit: -60, mae: -100, mfe: 30, endDrawdown: 90 });
  });

  test("the multiplier scales money and not prices", () => {
    const [trade] = tradesFor(bars, [fill(1, "buy", 2, 100), fill(3, "sell", 2, 106)], { multiplier: 50 });
    expect(trade).toMatchObject({
      grossProfit: 600,
      entryValue: 10_000,
      profitReturn: 0.06,
      mfe: 1000,
      exitPrice: 106,
    });
  });

  test("a stop hit within the last bar does not count what the bar did after it", () => {
    const [trade] = tradesFor(bars, [fill(2, "buy", 1, 104), fill(3, "sell", 1, 95)]);
    // Bar 2 whole (held from its open): best 110. Bar 3: only its open 106 and the fill at 95, neither 120 nor 80.
    expect(trade).toMatchObject({ mfe: 6, mae: -9 });
  });

  test("an entry within a bar does not count what the bar did before it", () => {
    const [trade] = tradesFor(bars, [fill(1, "buy", 1, 105), fill(2, "sell", 1, 104)]);
    // Bar 1: the fill at 105 and the close 104. Bar 2: its open 104 is the exit.
    expect(trade).toMatchObject({ mfe: 0, mae: -1 });
  });

  test("an exit at the close has seen the whole bar", () => {
    const [trade] = tradesFor(bars, [fill(2, "buy", 1, 104), fill(3, "sell", 1, 90)]);
    expect(trade).toMatchObject({ mfe: 16, mae: -24 });
  });
});

describe("grouping", () => {
  const bars = flat(8);
  // buy 10 at 100, buy 10 at 110, sell 5 at 120, sell 15 at 130
  const fills = [
    fill(1, "buy", 10, 100, { fee: 1 }),
    fill(2, "buy", 10, 110, { fee: 2 }),
    fill(3, "sell", 5, 120, { fee: 4 }),
    fill(4, "sell", 15, 130, { fee: 6 }),
  ];

  test("flat to flat is one trade at average prices", () => {
    const trades = tradesFor(bars, fills);
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({
      quantity: 20,
      entryPrice: 105,
      exitPrice: 127.5,
      grossProfit: 450,
      fees: 13,
      fills: 4,
    });
  });

  test("fill to fill matches the oldest lot first", () => {
    const trades = tradesFor(bars, fills, { grouping: "fill-to-fill" });
    expect(trades.map((trade) => [trade.quantity, trade.entryPrice, trade.exitPrice, trade.grossProfit])).toEqual([
      [5, 100, 120, 100],
      [5, 100, 130, 150],
      [10, 110, 130, 200],
    ]);
    expect(trades.map((trade) => trade.fees)).toEqual([0.5 + 4, 0.5 + 2, 2 + 4]);
  });

  test("flat to reduced is one trade for each reduction, its entry from the oldest lots", () => {
    const trades = tradesFor(bars, fills, { grouping: "flat-to-reduced" });
    expect(trades.map((trade) => [trade.quantity, trade.exitPrice, trade.grossProfit])).toEqual([
      [5, 120, 100],
      [15, 130, 350],
    ]);
  });

  test("a fill that turns the position over closes one trade and opens the next, its fee split by quantity", () => {
    const trades = tradesFor(bars, [
      fill(1, "buy", 10, 100),
      fill(2, "sell", 30, 110, { fee: 3 }),
      fill(3, "buy", 20, 105),
    ]);
    expect(trades.map((trade) => [trade.side, trade.quantity, trade.grossProfit, trade.fees])).toEqual([
      ["long", 10, 100, 1],
      ["short", 20, 100, 2],
    ]);
  });
});

test("an open trade is listed after the closed ones and marked at the last close", () => {
  const bars = barsOf([
    [100, 100, 100, 100],
    [100, 105, 95, 102],
    [102, 112, 101, 111],
  ]);
  const trades = tradesFor(bars, [fill(0, "buy", 1, 100), fill(1, "sell", 1, 100), fill(1, "buy", 2, 100, { fee: 1 })]);
  expect(trades).toHaveLength(2);
  expect(trades[1]).toMatchObject({
    open: true,
    exitBar: null,
    exitPrice: null,
    exitReason: null,
    markPrice: 111,
    grossProfit: 22,
    profit: 21,
    mfe: 24,
    mae: -10,
    barsHeld: 1,
  });
});

describe("the multiple of initial risk", () => {
  const bars = flat(6);
  const fills = [fill(1, "buy", 10, 100, { orderId: 0 }), fill(4, "sell", 10, 112, { orderId: 2 })];

  test("divides profit by the distance to the first protective stop", () => {
    const orders = [
      stopOrder(0, { side: "buy" }),
      stopOrder(1, { type: "stop", role: "exit", stopPrice: 94, createdBar: 1 }),
      stopOrder(2, { role: "exit", createdBar: 3 }),
    ];
    expect(tradesFor(bars, fills, { orders })[0]).toMatchObject({ risk: 60, rMultiple: 2 });
  });

  test("is null without a stop, and ignores a stop of the wrong side or of a later trade", () => {
    const orders = [
      stopOrder(0, { side: "buy" }),
      stopOrder(1, { type: "stop", role: "exit", stopPrice: 106, side: "buy", createdBar: 1 }),
      stopOrder(2, { role: "exit", createdBar: 3 }),
      stopOrder(3, { type: "stop", role: "exit", stopPrice: 90, createdBar: 5 }),
    ];
    expect(tradesFor(bars, fills, { orders })[0]).toMatchObject({ risk: null, rMultiple: null });
  });
});

test("whatever the fills and the grouping, no unit, fee or cent is lost", () => {
  const order = fc.record({
    side: fc.constantFrom<"buy" | "sell">("buy", "sell"),
    quantity: fc.integer({ min: 1, max: 50 }).map((lots) => lots * 0.1),
    price: fc.integer({ min: 50, max: 150 }),
    fee: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(
      fc.array(order, { minLength: 1, maxLength: 30 }),
      fc.constantFrom<TradeGrouping>("flat-to-flat", "fill-to-fill", "flat-to-reduced"),
      (orders, grouping) => {
        const bars = flat(orders.length + 1, 100);
        const fills = orders.map((o, i) => fill(i, o.side, o.quantity, o.price, { fee: o.fee }));
        const trades = tradesFor(bars, fills, { grouping });
        // Independent of any matching rule: cash flow of all fills plus the last position at the last close.
        let money = 0;
        let position = 0;
        for (const { side, quantity, price, fee } of fills) {
          const signed = side === "buy" ? quantity : -quantity;
          money -= signed * price + fee;
          position += signed;
        }
        const total = trades.reduce((sum, trade) => sum + trade.profit, 0);
        expect(total).toBeCloseTo(money + position * 100, 6);
        const fees = trades.reduce((sum, trade) => sum + trade.fees, 0);
        expect(fees).toBeCloseTo(
          fills.reduce((sum, f) => sum + f.fee, 0),
          9,
        );
        const openUnits = trades.filter((trade) => trade.open);
        expect(openUnits.length > 0).toBe(Math.abs(position) > 1e-7);
        for (const trade of trades) {
          expect(trade.mae).toBeLessThanOrEqual(0);
          expect(trade.mfe).toBeGreaterThanOrEqual(0);
          expect(trade.mfe).toBeGreaterThanOrEqual(trade.grossProfit - 1e-9);
          expect(trade.mae).toBeLessThanOrEqual(trade.grossProfit + 1e-9);
        }
      },
    ),
  );
});
