import { expect, test } from "vitest";
import { DAY, HOUR } from "../core/time.ts";
import { flatBars, playGraph } from "../testkit/play-graph.ts";

test("a position is closed two days before its contract expires", () => {
  const { fills } = playGraph({
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      left: { kind: "time.days-to-expiry" },
      near: { kind: "compare.compare", params: { relation: "at-or-below", level: 2 } },
      sell: { kind: "order.exit" },
    },
    wires: ["price.close > up.a", "up.result > buy.when", "left.days > near.a", "near.result > sell.when"],
    bars: flatBars(40, 60, 60, 61, 62, 63, 64),
    // expires in the evening of bar 6: two days are left at bar 4, and the order fills at the next open
    instrument: { expiry: 6 * DAY + 18 * HOUR },
  });
  expect(fills).toEqual(["2 buy 10 at 60: enter long", "5 sell 10 at 63: exit condition"]);
});
