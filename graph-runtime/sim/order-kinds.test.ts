import { describe, expect, test } from "vitest";
import { flatBars, type Play, playGraph } from "../testkit/play-graph.ts";

const price = { kind: "market.bars" };
const above = (number: number) => ({ kind: "compare.compare", params: { relation: "above", level: number } });
const below = (number: number) => ({ kind: "compare.compare", params: { relation: "below", level: number } });
const buyTen = { kind: "order.enter", params: { amount: 10, unit: "units" } };

/** Buys ten when the close rises above 10; `then` adds what happens further on. */
function play(bars: readonly (readonly number[])[], then: Pick<Play, "nodes" | "wires">, rest: Partial<Play> = {}) {
  return playGraph({
    nodes: { price, up: above(10), buy: buyTen, ...then.nodes },
    wires: ["price.close > up.a", "up.result > buy.when", ...(then.wires ?? [])],
    bars,
    ...rest,
  });
}

describe("Enter", () => {
  const entering = (
    params: Record<string, string | number>,
    bars: readonly (readonly number[])[],
    wires: string[] = [],
  ) =>
    playGraph({
      nodes: {
        price,
        up: above(10),
        level: { kind: "value.constant", params: { value: 12 } },
        cap: { kind: "value.constant", params: { value: 12.5 } },
        buy: { kind: "order.enter", params: { amount: 10, unit: "units", ...params } },
      },
      wires: ["price.close > up.a", "up.result > buy.when", ...wires],
      bars,
    });
  const rising = [
    [9, 9, 9, 9],
    [10, 11, 10, 11],
    [11, 11.5, 11, 11.2],
    [11.5, 13, 11, 13],
    [13, 13, 11, 12],
  ];

  test("buys by a stop order once the price has risen to it", () => {
    const { fills } = entering({ order: "stop" }, rising, ["level.value > buy.price"]);
    expect(fills).toEqual(["3 buy 10 at 12: enter long"]);
  });

  test("buys by a limit-if-touched order at its limit or better, after the touch", () => {
    const gap = [
      [9, 9, 9, 9],
      [14, 14, 14, 14],
      [14, 14, 11.5, 13],
      [13, 13, 13, 13],
    ];
    const wires = ["level.value > buy.price", "cap.value > buy.limit"];
    expect(entering({ order: "limit-if-touched" }, gap, wires).fills).toEqual(["2 buy 10 at 12: enter long"]);
  });

  test("buys by a trailing stop that follows the lows", () => {
    const dip = [
      [9, 9, 9, 9],
      [12, 12, 12, 12],
      [12, 12, 9, 9.5],
      [9.5, 11, 9.5, 11],
      [11, 11, 11, 11],
    ];
    // 12 + 1 at first, then 9 + 1 from the low of bar 2
    expect(entering({ order: "trailing-stop", trail: 1, trailUnit: "price" }, dip).fills).toEqual([
      "3 buy 10 at 10: enter long",
    ]);
  });

  test("lets a day order go at the end of its day, and an order for some hours when they are over", () => {
    const bars = flatBars(9, 11, 11, 11);
    const wires = ["level.value > buy.price"];
    for (const terms of [{ timeInForce: "day" }, { timeInForce: "gtd", hours: 30 }]) {
      const { result } = entering({ order: "stop", ...terms }, bars, wires);
      expect(result.orders.map(({ status }) => status)).toEqual(["expired"]);
    }
  });

  test("does not compile without the price that its order needs", () => {
    expect(() => entering({ order: "stop-limit" }, rising, ["level.value > buy.price"])).toThrow(/"Limit"/);
  });
});

test("an Exit by a limit order sells at its price", () => {
  const { fills } = play([...flatBars(9, 11, 11), [11, 13, 11, 11], ...flatBars(11)], {
    nodes: {
      goal: { kind: "value.constant", params: { value: 12.5 } },
      sell: { kind: "order.exit", params: { order: "limit" } },
    },
    wires: ["up.result > sell.when", "goal.value > sell.price"],
  });
  expect(fills).toEqual(["2 buy 10 at 11: enter long", "3 sell 10 at 12.5: exit condition"]);
});

test("Reverse turns a long position into a short one, and does nothing without one", () => {
  const nodes = {
    down: below(8),
    turn: { kind: "order.reverse", params: { amount: 4, unit: "units" } },
  };
  const wires = ["price.close > down.a", "down.result > turn.when"];
  const { fills } = play(flatBars(9, 11, 11, 7, 7, 7), { nodes, wires });
  expect(fills).toEqual(["2 buy 10 at 11: enter long", "4 sell 10 at 7: reverse", "4 sell 4 at 7: reverse"]);
  const { outcomes } = play(flatBars(9, 7, 7), { nodes, wires });
  expect(outcomes[1]!.decision.reason).toContain("Reverse held back because there is no position to close");
});

describe("Scale in", () => {
  const pyramid = (params: Record<string, string | number>) => ({
    nodes: {
      each: { kind: "logic.while-true" },
      add: { kind: "order.scale-in", params: { amount: 5, unit: "units", ...params } },
    },
    wires: ["up.result > each.condition", "each.event > add.when"],
  });

  test("adds only after each step in favour, measured from the last entry, up to the number of entries", () => {
    const bars = flatBars(9, 11, 11, 12, 13, 13, 14.9, 15, 17, 19, 21);
    const { fills } = play(bars, pyramid({ where: "profit", step: 2, stepUnit: "price", most: 3 }));
    // entries at 11, then once the close is 13 or more: filled at the next open, 13; then 15 or more: filled at 17
    expect(fills).toEqual(["2 buy 10 at 11: enter long", "5 buy 5 at 13: scale in", "8 buy 5 at 17: scale in"]);
  });

  test("averages down by steps in percent", () => {
    const bars = flatBars(9, 40, 40, 39, 36, 36, 33, 32, 32);
    const { fills } = play(bars, pyramid({ where: "loss", step: 10, stepUnit: "percent", most: 9 }));
    expect(fills).toEqual(["2 buy 10 at 40: enter long", "5 buy 5 at 36: scale in", "8 buy 5 at 32: scale in"]);
  });

  test("says on which bars it had enough entries", () => {
    const { outcomes } = play(flatBars(9, 11, 11, 11, 11, 11), pyramid({ most: 2 }));
    expect(outcomes[5]!.decision.reason).toContain("the position holds as many entries as it may");
  });
});

describe("Scale out", () => {
  const reduce = (params: Record<string, string | number>) => ({
    nodes: { high: above(20), off: { kind: "order.scale-out", params } },
    wires: ["price.close > high.a", "high.result > off.when"],
  });
  const bars = flatBars(9, 11, 11, 21, 19, 21, 19, 21, 19, 21, 19);

  test("sells shares of the largest size until nothing is left", () => {
    const { fills, result } = play(bars, reduce({ percent: 40 }));
    expect(fills.slice(1).map((line) => line.slice(0, 9))).toEqual(["4 sell 4 ", "6 sell 4 ", "8 sell 2 "]);
    expect(result.exposure.at(-1)).toBe(0);
  });

  test("sells shares of what is held", () => {
    const { fills } = play(bars, reduce({ percent: 50, of: "now" }));
    expect(fills.slice(1).map((line) => line.slice(0, 9))).toEqual([
      "4 sell 5 ",
      "6 sell 2 ",
      "8 sell 1 ",
      "10 sell 1",
    ]);
  });
});

describe("Target position", () => {
  const goal = (params: Record<string, string | number>, bars: readonly (readonly number[])[]) =>
    playGraph({
      nodes: { price, up: { kind: "logic.while-true" }, is: above(0), move: { kind: "order.target-position", params } },
      wires: ["price.close > is.a", "is.result > up.condition", "up.event > move.when"],
      bars,
      settings: { capital: 1_000 },
    });

  test("buys and sells the difference as the price moves", () => {
    const { fills } = goal({ target: 50, unit: "equity-percent" }, flatBars(10, 10, 20, 20, 5, 5, 5));
    // 500 of 1,000 at 10 is 50; at 20 equity is 1,500 and 750 is 37; at 5 equity is 945 and 472.5 is 94
    expect(fills).toEqual([
      "1 buy 50 at 10: target position",
      "3 sell 13 at 20: target position",
      "5 buy 57 at 5: target position",
    ]);
  });

  test("leaves small differences alone, and closes whatever is left at zero", () => {
    const { fills, outcomes } = goal({ target: 50, unit: "equity-percent", corridor: 20 }, flatBars(10, 10, 12, 12));
    expect(fills).toHaveLength(1);
    expect(outcomes[2]!.decision.reason).toContain("the position is where it should be");
  });

  test("goes from long to short in one go", () => {
    const { fills } = playGraph({
      nodes: {
        price,
        step: { kind: "logic.choose", params: {} },
        long: above(10),
        ten: { kind: "value.constant", params: { value: 10 } },
        minus: { kind: "value.constant", params: { value: -4 } },
        move: { kind: "order.target-position", params: { unit: "units" } },
        any: { kind: "compare.changed" },
      },
      wires: [
        "price.close > long.a",
        "long.result > step.condition",
        "ten.value > step.whenTrue",
        "minus.value > step.whenFalse",
        "step.value > move.target",
        "long.result > any.condition",
        "any.result > move.when",
      ],
      bars: flatBars(9, 9, 11, 11, 9, 9, 9),
    });
    expect(fills).toEqual([
      "3 buy 10 at 11: target position",
      "5 sell 10 at 9: target position",
      "5 sell 4 at 9: target position",
    ]);
  });
});

describe("Bracket", () => {
  const bracket = (params: Record<string, string | number> = {}) => ({
    nodes: {
      price,
      up: above(10),
      far: { kind: "exit.stop-loss", params: { distance: 50 } },
      buy: {
        kind: "order.bracket",
        params: { amount: 10, unit: "units", stop: 1, target: 2, measure: "price", ...params },
      },
    },
    wires: ["price.close > up.a", "up.result > buy.when"],
  });

  test("sells at its target, and its stop goes", () => {
    const { fills, result } = playGraph({
      ...bracket(),
      bars: [...flatBars(9, 11, 11), [11, 14, 11, 13], ...flatBars(9)],
    });
    expect(fills).toEqual(["2 buy 10 at 11: bracket long", "3 sell 10 at 13: take profit"]);
    // the strategy's own stop, half the price away, was replaced
    expect(result.orders.map(({ stopPrice, status }) => [stopPrice, status])).toEqual([
      [null, "filled"],
      [10, "cancelled"],
      [null, "filled"],
    ]);
  });

  test("sells at its stop, and sizes by the risk to it", () => {
    const { fills } = playGraph({
      ...bracket({ amount: 1, unit: "risk-percent" }),
      bars: [...flatBars(9, 11, 11), [11, 11, 9, 9], ...flatBars(9)],
      settings: { capital: 5_000 },
    });
    expect(fills).toEqual(["2 buy 50 at 11: bracket long", "3 sell 50 at 10: stop loss"]);
  });
});

describe("Cancel", () => {
  test("takes a working entry back, and leaves the stop of a position alone", () => {
    const nodes = {
      goal: { kind: "value.constant", params: { value: 8 } },
      guard: { kind: "exit.stop-loss", params: { distance: 50 } },
      low: below(10.5),
      off: { kind: "order.cancel", params: { what: "all" } },
      more: { kind: "order.scale-in", params: { amount: 5, unit: "units", order: "limit" } },
    };
    const wires = ["up.result > more.when", "goal.value > more.price", "price.close > low.a", "low.result > off.when"];
    const { result } = play(flatBars(9, 11, 9.5, 9.5, 11, 11, 10.2, 10.2, 7, 7), { nodes, wires });
    const lines = result.orders.map(({ type, reason, status }) => `${type} ${reason} ${status}`);
    expect(lines).toContain("limit scale in cancelled");
    expect(lines).toContain("stop stop loss working");
    expect(result.fills).toHaveLength(1);
  });
});

test("a size by risk does not compile where no stop is attached", () => {
  const buy = { kind: "order.enter", params: { amount: 1, unit: "risk-percent" } };
  expect(() =>
    playGraph({
      nodes: { price, up: above(10), buy },
      wires: ["price.close > up.a", "up.result > buy.when"],
      bars: flatBars(9),
    }),
  ).toThrow(/needs the distance to a stop/);
});
