import { describe, expect, test } from "vitest";
import type { OrderReport } from "../../brokers/port/broker-order.ts";
import { decimal } from "../../brokers/port/decimal.ts";
import { compareBooks, followForeignBook, openForeignBook } from "./foreign-book.ts";

const at = { exchange: "NSE", symbol: "INFY" };
const position = (quantity: number) => ({
  ...at,
  product: "delivery" as const,
  quantity: decimal(quantity),
  averagePrice: decimal(1),
  lastPrice: null,
});
const manual = (id: string, side: "buy" | "sell", filled: number): OrderReport => ({
  ...at,
  brokerOrderId: id,
  replaces: null,
  clientOrderId: null,
  side,
  type: "limit",
  status: "accepted",
  quantity: decimal(100),
  filledQuantity: decimal(filled),
  averagePrice: decimal(1),
  limitPrice: decimal(1),
  triggerPrice: null,
  reason: null,
  time: null,
});
const nobody = () => false;
const own = (quantity: number) => [{ ...at, quantity: String(quantity) }];

describe("what is at the broker and not ours", () => {
  test("positions of before the linking, and what their orders had filled by then, count once", () => {
    const book = openForeignBook([position(7)], [manual("M1", "buy", 7)]);
    expect(compareBooks([position(7)], [], book)).toEqual([]);
    const grown = followForeignBook(book, [manual("M1", "buy", 9)], nobody);
    expect(compareBooks([position(9)], [], grown)).toEqual([]);
  });

  test("orders that others place later count, and stay when the day's book is empty again", () => {
    const book = followForeignBook(openForeignBook([], []), [manual("M2", "sell", 4)], nobody);
    const nextDay = followForeignBook(book, [], nobody);
    expect(compareBooks([position(6)], own(10), nextDay)).toEqual([]);
  });

  test("our own orders are not counted as foreign", () => {
    const book = followForeignBook([], [manual("O1", "buy", 5)], () => true);
    expect(compareBooks([position(5)], own(5), book)).toEqual([]);
  });

  test("what nobody can explain is named with both numbers", () => {
    expect(compareBooks([position(8)], own(5), [])).toEqual([{ symbol: "NSE:INFY", expected: "5", found: "8" }]);
    expect(compareBooks([], own(-2), [])).toEqual([{ symbol: "NSE:INFY", expected: "-2", found: "0" }]);
  });
});
