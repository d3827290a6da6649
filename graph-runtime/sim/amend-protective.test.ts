import { expect, test } from "vitest";
import type { RunEvent } from "../engine/stepper.ts";
import { flatBars, type Play, playLive } from "../testkit/play-graph.ts";

/** Buys ten at 60 with a stop 10 below and a target 10 above, orders 1 and 2; `move` comes before bar 3. */
function moved(order: number, price: number, after: readonly number[], stop = "exit.stop-loss") {
  const play: Play = {
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      stop: { kind: stop, params: { distance: 10, unit: "price" } },
      target: { kind: "exit.take-profit", params: { distance: 10, unit: "price" } },
    },
    wires: ["price.close > up.a", "up.result > buy.when"],
    bars: flatBars(40, 60, 60, ...after),
    settings: { capital: 1_000 },
  };
  const move = (sequence: number): RunEvent => ({ kind: "change", sequence, order, price });
  const outcomes = playLive(play, {}, { 3: move });
  return outcomes.flatMap((step, bar) => step.fills.map((fill) => `${bar} ${fill.side} at ${fill.price}`));
}

test.each<readonly [string, number, number, readonly number[], readonly string[]]>([
  ["a stop that was moved up is touched where it stands now", 1, 58, [57, 57], ["2 buy at 60", "3 sell at 57"]],
  ["a stop that was moved down is not touched where it stood", 1, 40, [49, 49], ["2 buy at 60"]],
  ["a target that was moved down is touched there", 2, 63, [64, 64], ["2 buy at 60", "3 sell at 64"]],
  ["a stop above the price is refused, and stands where it stood", 1, 61, [55, 49], ["2 buy at 60", "4 sell at 49"]],
  ["a target below the price is refused", 2, 59, [61, 61], ["2 buy at 60"]],
  ["an order that fills no more is refused", 0, 55, [61, 61], ["2 buy at 60"]],
])("%s", (_, order, price, after, expected) => {
  expect(moved(order, price, after)).toEqual(expected);
});

test("a trailing stop that was moved follows from there", () => {
  expect(moved(1, 58, [66, 66, 57, 57], "exit.trailing-stop")).toEqual(["2 buy at 60", "5 sell at 57"]);
  expect(moved(1, 58, [59, 57], "exit.trailing-stop")).toEqual(["2 buy at 60", "4 sell at 57"]);
});
