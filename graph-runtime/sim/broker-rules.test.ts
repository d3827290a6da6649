import { expect, test } from "vitest";
import type { BrokerRules } from "../market/broker-rules.ts";
import { flatBars, playGraph } from "../testkit/play-graph.ts";

type Asked = { readonly enter?: Record<string, string | number>; readonly lotSize?: number; readonly future?: boolean };

/** Enters once at the close of the second bar; returns what was filled, and why what was not was denied. */
function enterAt(broker: BrokerRules | null, { enter = {}, lotSize = 1, future = false }: Asked = {}) {
  const { result, fills } = playGraph({
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 10 } },
      enter: { kind: "order.enter", params: { amount: 10, unit: "units", ...enter } },
      level: { kind: "value.constant", params: { value: 12 } },
    },
    wires: ["price.close > up.a", "up.result > enter.when", "level.value > enter.price"],
    bars: flatBars(9, 11, 11, 13),
    settings: broker === null ? {} : { execution: { broker, limitPenetrationTicks: 0 } },
    instrument: { lotSize, ...(future ? { settles: "daily", expiry: 4e12 } : {}) },
  });
  return { fills, denied: result.orders.flatMap(({ deniedReason }) => (deniedReason === null ? [] : [deniedReason])) };
}

const short = { direction: "short" };

test.each<[BrokerRules, Asked, string]>([
  ["zerodha", { enter: { timeInForce: "fok" } }, "this broker has no fok orders"],
  ["zerodha", { enter: { timeInForce: "on-open" } }, "this broker has no on-open orders"],
  ["zerodha", { enter: short }, 'this broker does not sell short as "delivery"; it does as carry or intraday'],
  ["alpaca", { future: true }, 'this broker has no product "carry"'],
])("%s refuses %j, and the order is denied with its reason", (broker, asked, reason) => {
  expect(enterAt(broker, asked)).toEqual({ fills: [], denied: [reason] });
  expect(enterAt(null, asked).denied).toEqual([]);
});

test.each<[BrokerRules, Asked, string]>([
  ["zerodha-intraday", { enter: short }, "2 sell 10 at 11: enter short"],
  ["zerodha", { enter: short, future: true }, "2 sell 10 at 11: enter short"],
  ["alpaca", { enter: short }, "2 sell 10 at 11: enter short"],
  ["alpaca", { enter: { timeInForce: "fok" } }, "2 buy 10 at 11: enter long"],
  // watched by the engine in the broker's place
  ["zerodha", { enter: { order: "market-if-touched" } }, "2 buy 10 at 11: enter long"],
])("%s takes %j", (broker, asked, fill) => {
  expect(enterAt(broker, asked)).toEqual({ fills: [fill], denied: [] });
});

test("without fractions, a size goes down to whole units, and less than one is no order", () => {
  const tenth = { lotSize: 0.1 };
  expect(enterAt("alpaca", { enter: { amount: 2.7 }, ...tenth }).fills).toEqual(["2 buy 2 at 11: enter long"]);
  expect(enterAt(null, { enter: { amount: 2.7 }, ...tenth }).fills).toEqual(["2 buy 2.7 at 11: enter long"]);
  const [reason] = enterAt("alpaca", { enter: { amount: 0.7 }, ...tenth }).denied;
  expect(reason).toBe("the size rounds to zero: 0.7000 units, and one lot is 1");
});
