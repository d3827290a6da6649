import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrderReport } from "./broker-order.ts";
import { addDecimals, decimal, zero } from "./decimal.ts";
import { type FoldedOrder, foldReport, isTerminal, queuedOrder } from "./fold-report.ts";

const report = (changes: Partial<Omit<OrderReport, "filledQuantity">> & { filled?: number }): OrderReport => {
  const { filled = 0, ...rest } = changes;
  return {
    exchange: "NSE",
    symbol: "INFY",
    brokerOrderId: "A1",
    replaces: null,
    clientOrderId: "q1",
    side: "buy",
    type: "limit",
    status: "accepted",
    quantity: decimal(10),
    filledQuantity: decimal(filled),
    averagePrice: filled > 0 ? decimal(100) : null,
    limitPrice: decimal(100),
    triggerPrice: null,
    reason: null,
    time: null,
    ...rest,
  };
};
const fold = (...reports: readonly OrderReport[]): FoldedOrder =>
  reports.reduce((order, one) => foldReport(order, one).order, queuedOrder(decimal(10)));

describe("folding what a broker reports of an order", () => {
  test("an order that works and has fills is partially filled", () => {
    expect(fold(report({ time: 1 }), report({ filled: 4, time: 2 }))).toMatchObject({
      status: "partially-filled",
      filledQuantity: "4",
    });
  });

  test("the same report again is no news and no second fill", () => {
    const once = fold(report({ filled: 4, time: 2 }));
    expect(foldReport(once, report({ filled: 4, time: 2 }))).toMatchObject({ isNews: false, fill: null });
  });

  test("a report of a smaller fill came late and takes nothing back", () => {
    const order = fold(report({ filled: 7, time: 3 }), report({ filled: 4, time: 2 }));
    expect(order).toMatchObject({ status: "partially-filled", filledQuantity: "7", time: 3 });
  });

  // Kite's times are whole seconds: what came before a fill may carry the same one.
  test("a state of before a fill is old, whatever its time says", () => {
    const order = fold(report({ filled: 7, time: 3 }), report({ status: "pending-modify", filled: 4, time: 3 }));
    expect(order.status).toBe("partially-filled");
  });

  test("an end stays an end when older states arrive after it", () => {
    const order = fold(report({ status: "cancelled", time: 5 }), report({ status: "accepted", time: 4 }));
    expect(order.status).toBe("cancelled");
  });

  test("a fill that comes after the cancel counts, and is marked", () => {
    const cancelled = fold(report({ time: 1 }), report({ status: "cancelled", time: 2 }));
    const part = foldReport(cancelled, report({ status: "accepted", filled: 3, time: 3 }));
    expect(part.order).toMatchObject({ status: "partially-filled", hasLateFill: true });
    expect(part.fill).toEqual({ quantity: "3", value: "300", time: 3 });
    const whole = foldReport(cancelled, report({ status: "filled", filled: 10, time: 3 })).order;
    expect(whole).toMatchObject({ status: "filled", hasLateFill: true, filledQuantity: "10" });
  });

  test("what was cancelled with part of it filled is cancelled and keeps the part", () => {
    expect(fold(report({ time: 1 }), report({ status: "cancelled", filled: 6, time: 2 }))).toMatchObject({
      status: "cancelled",
      filledQuantity: "6",
    });
  });

  test("an order whose fate was unknown takes whatever the broker says of it", () => {
    const unknown: FoldedOrder = { ...queuedOrder(decimal(10)), status: "unknown" };
    for (const status of ["submitted", "accepted", "rejected", "cancelled"] as const)
      expect(foldReport(unknown, report({ status })).order.status).toBe(status);
  });

  test("a change goes through its states and back, by time", () => {
    const order = fold(
      report({ time: 1 }),
      report({ status: "pending-modify", time: 2 }),
      report({ status: "accepted", quantity: decimal(8), time: 3 }),
    );
    expect(order).toMatchObject({ status: "accepted", quantity: "8" });
  });

  test("an order that was given a new id lives on under it; the end of the old id is not its end", () => {
    const order = fold(
      report({ time: 1 }),
      report({ brokerOrderId: "A2", replaces: "A1", time: 2 }),
      report({ brokerOrderId: "A1", status: "cancelled", time: 3 }),
    );
    expect(order).toMatchObject({ status: "accepted" });
    expect(order.parts.map((part) => part.brokerOrderId)).toEqual(["A1", "A2"]);
  });

  // Alpaca counts the fills of the new id from zero, and its quantity is what is still to be filled.
  test("fills under a former id stay, and the new id's are added to them", () => {
    const order = fold(
      report({ filled: 4, time: 1 }),
      report({ brokerOrderId: "A2", replaces: "A1", quantity: decimal(6), time: 2 }),
      report({ brokerOrderId: "A2", replaces: "A1", quantity: decimal(6), filled: 5, time: 3 }),
    );
    expect(order).toMatchObject({
      status: "partially-filled",
      quantity: "10",
      filledQuantity: "9",
      filledValue: "900",
    });
    const last = report({ brokerOrderId: "A2", replaces: "A1", quantity: decimal(6), filled: 6, status: "filled" });
    expect(foldReport(order, last).order).toMatchObject({ status: "filled", filledQuantity: "10" });
  });

  test("the news of the new id may come before any of the old one", () => {
    const order = fold(
      report({ brokerOrderId: "A2", replaces: "A1", time: 2 }),
      report({ status: "submitted", time: 1 }),
    );
    expect(order).toMatchObject({ status: "accepted" });
    expect(order.parts.map((part) => part.brokerOrderId)).toEqual(["A1", "A2"]);
  });

  test("the price of a fill is that of the difference, not the average", () => {
    const first = fold(report({ filled: 4, averagePrice: decimal(100), time: 1 }));
    const next = foldReport(first, report({ filled: 10, status: "filled", averagePrice: decimal("103"), time: 2 }));
    expect(next.fill).toMatchObject({ quantity: "6", value: "630" });
  });

  test("any order of arrival, with repetitions, ends in the same state with the same fills", () => {
    const life = [
      report({ status: "submitted", time: 1 }),
      report({ status: "accepted", time: 2 }),
      report({ status: "accepted", filled: 3, time: 3 }),
      report({ status: "pending-cancel", filled: 3, time: 4 }),
      report({ status: "accepted", filled: 7, time: 5 }),
      report({ status: "cancelled", filled: 7, time: 6 }),
    ];
    const arrival = fc
      .array(fc.nat(life.length - 1), { maxLength: 12 })
      .chain((extra) => fc.shuffledSubarray([...life.keys(), ...extra], { minLength: life.length + extra.length }));
    fc.assert(
      fc.property(arrival, (indexes) => {
        let order = queuedOrder(decimal(10));
        let filled = zero;
        for (const index of indexes) {
          const before = order;
          const folding = foldReport(order, life[index] as OrderReport);
          order = folding.order;
          if (folding.fill !== null) filled = addDecimals(filled, folding.fill.quantity);
          if (isTerminal(before.status)) expect(isTerminal(order.status)).toBe(true);
        }
        expect(order).toMatchObject({ status: "cancelled", filledQuantity: "7" });
        expect(filled).toBe("7");
      }),
    );
  });
});
