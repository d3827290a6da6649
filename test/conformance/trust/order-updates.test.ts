import { describe, expect, test } from "vitest";
import type { OrderIntent } from "@/graph-runtime/nodes/order-intent.ts";
import { buy, close, fillLines, runScript } from "@/graph-runtime/testkit/run-script.ts";

const flat = [100, 100, 100, 100];

type Change = Extract<OrderIntent, { action: "change" }>;
const change = (which: Change["which"], terms: Partial<Change>): Change => ({
  action: "change",
  which,
  reason: "script",
  ...terms,
});

describe("a working order takes new terms", () => {
  test("a limit that is raised fills where it stands from the next bar on", () => {
    const result = runScript({
      bars: [flat, [100, 100, 96, 100], [100, 100, 96, 100]],
      asks: { 0: [buy({ type: "limit", price: 90 })], 1: [change("entries", { limitPrice: 97 })] },
    });
    expect(fillLines(result)).toEqual(["2 buy 10 at 97"]);
    expect(result.orders).toHaveLength(1);
    expect(result.updates).toEqual([
      {
        orderId: 0,
        bar: 1,
        time: 86_400_000,
        reason: "script",
        quantity: 10,
        limitPrice: 97,
        stopPrice: null,
        refused: null,
      },
    ]);
  });

  test("quantity, limit and stop change together, rounded to lot and tick as those of a new order", () => {
    const result = runScript({
      bars: [flat, flat, [100, 103, 100, 103]],
      asks: {
        0: [buy({ type: "stop-limit", price: 105, limit: 106 })],
        1: [change("entries", { stopPrice: 101.004, limitPrice: 102.009, quantity: 25.9 })],
      },
    });
    // a buy stop goes up to the tick, a buy limit down
    expect(result.orders[0]).toMatchObject({ stopPrice: 101.01, limitPrice: 102, quantity: 25 });
    expect(fillLines(result)).toEqual(["2 buy 25 at 101.01"]);
  });

  test("the stop of a position moves, and nothing else with it", () => {
    const result = runScript({
      bars: [flat, flat, flat, [100, 100, 97, 97]],
      asks: { 0: [buy()], 2: [change("stops", { stopPrice: 98 })] },
      protections: [
        { role: "stop", percent: true, distance: 5 },
        { role: "target", percent: true, distance: 5 },
      ],
    });
    expect(fillLines(result)).toEqual(["1 buy 10 at 100", "3 sell 10 at 98"]);
    expect(result.orders.find((order) => order.reason === "take profit")?.limitPrice).toBe(105);
  });

  test("a partly filled order keeps what has filled", () => {
    const result = runScript({
      bars: [flat, [...flat, 400], [...flat, 400]],
      asks: { 0: [buy({ type: "market" }, 100)], 1: [change("entries", { quantity: 50 })] },
      settings: { execution: { participationPercent: 10 } },
    });
    expect(fillLines(result)).toEqual(["1 buy 40 at 100", "2 buy 10 at 100"]);
    expect(result.orders[0]).toMatchObject({ status: "filled", quantity: 50 });
  });
});

describe("a change that may not be leaves its order as it was, and says why", () => {
  const cases: readonly (readonly [string, OrderIntent, Change, string])[] = [
    [
      "a limit of a market order",
      buy({ type: "limit", price: 90 }),
      change("entries", { stopPrice: 95 }),
      "no trigger",
    ],
    ["no stop price", buy({ type: "stop", price: 110 }), change("entries", { limitPrice: 95 }), "no limit price"],
    ["nothing", buy({ type: "limit", price: 90 }), change("entries", { quantity: 0 }), "cancel the order instead"],
    ["part of a lot", buy({ type: "limit", price: 90 }), change("entries", { quantity: 0.4 }), "rounds to zero"],
    ["no price", buy({ type: "limit", price: 90 }), change("entries", { limitPrice: Number.NaN }), "unknown"],
    ["beyond buying power", buy({ type: "limit", price: 90 }), change("entries", { quantity: 9_000 }), "buying power"],
  ];
  test.each(cases)("%s", (_, order, wish, why) => {
    const result = runScript({ bars: [flat, flat, flat], asks: { 0: [order], 1: [wish] } });
    expect(result.updates[0]?.refused).toContain(why);
    expect(result.orders[0]).toMatchObject({ status: "working", quantity: 10 });
    expect(result.fills).toEqual([]);
  });

  test("fewer units than have filled, and more than are held", () => {
    const partly = runScript({
      bars: [flat, [...flat, 400], [...flat, 0]],
      asks: { 0: [buy({ type: "market" }, 100)], 1: [change("entries", { quantity: 40 })] },
      settings: { execution: { participationPercent: 10 } },
    });
    expect(partly.updates[0]?.refused).toBe("40 units of it are filled already");
    const exit = runScript({
      bars: [flat, flat, flat, flat],
      asks: { 0: [buy()], 1: [close({ type: "limit", price: 120 })], 2: [change("exits", { quantity: 11 })] },
    });
    expect(exit.updates[0]?.refused).toBe("only 10 units are held");
  });
});
