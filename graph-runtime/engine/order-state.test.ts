import { describe, expect, test } from "vitest";
import { ORDER_STATUSES, type OrderStatus } from "../market/order.ts";
import { isFinal, nextStatus, ORDER_TABLE, type OrderEvent } from "./order-state.ts";

const EVENTS: readonly OrderEvent[] = [
  "submit",
  "accept",
  "partial-fill",
  "fill",
  "request-cancel",
  "confirm-cancel",
  "reject",
  "deny",
  "expire",
  "lose-contact",
  "change",
];

/** The whole table again, written from the rules: rows are statuses, columns the events in the order above. */
const EXPECTED: Readonly<Record<OrderStatus, string>> = {
  created: "submitted . . . . . . denied . . .",
  submitted: ". working partially-filled filled . . rejected . . unknown .",
  working: ". . partially-filled filled cancelling cancelled rejected . expired unknown working",
  "partially-filled": ". . partially-filled filled cancelling cancelled . . expired unknown partially-filled",
  cancelling: ". working partially-filled filled . cancelled . . expired unknown .",
  cancelled: ". . partially-filled filled . . . . . . .",
  expired: ". . partially-filled filled . . . . . . .",
  filled: ". . . . . . . . . . .",
  rejected: ". . . . . . . . . . .",
  denied: ". . . . . . . . . . .",
  unknown: ". working partially-filled filled . cancelled rejected . expired . .",
};

describe("the order table", () => {
  test.each(ORDER_STATUSES)("from %s, each event leads where the rules say, or nowhere", (status) => {
    const row = EVENTS.map((event) => nextStatus(status, event) ?? ".").join(" ");
    expect(row).toBe(EXPECTED[status]);
  });

  test("has a row for every status and names no event or status that does not exist", () => {
    expect(Object.keys(ORDER_TABLE).sort()).toEqual([...ORDER_STATUSES].sort());
    for (const row of Object.values(ORDER_TABLE)) {
      for (const [event, next] of Object.entries(row)) {
        expect(EVENTS).toContain(event);
        expect(ORDER_STATUSES).toContain(next);
      }
    }
  });

  test("every status can be reached from created", () => {
    const reached = new Set<OrderStatus>(["created"]);
    for (const status of reached) for (const next of Object.values(ORDER_TABLE[status])) reached.add(next);
    expect([...reached].sort()).toEqual([...ORDER_STATUSES].sort());
  });

  test("what is final takes no event but a late fill, which counts because the money moved", () => {
    for (const status of ORDER_STATUSES.filter(isFinal)) {
      const events = Object.keys(ORDER_TABLE[status]);
      expect(events.every((event) => event === "fill" || event === "partial-fill")).toBe(true);
    }
  });

  test("an order that was sent without an answer is never taken for dead or alive by itself", () => {
    expect(nextStatus("submitted", "lose-contact")).toBe("unknown");
    expect(isFinal("unknown")).toBe(false);
    expect(nextStatus("unknown", "submit")).toBeNull();
  });
});
