import { describe, expect, test } from "vitest";
import { MINUTE } from "../core/time.ts";
import { flatBars, type Play, playGraph } from "../testkit/play-graph.ts";

type Nodes = Play["nodes"];

/** Buys twelve units when the close rises above 90; they fill at the open of bar 2, at 100. */
function hold(exits: Nodes, bars: readonly (readonly number[])[], rest: Partial<Play> = {}) {
  return playGraph({
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 90 } },
      buy: { kind: "order.enter", params: { amount: 12, unit: "units" } },
      ...exits,
    },
    wires: ["price.close > up.a", "up.result > buy.when"],
    bars: [...flatBars(80, 100, 100), ...bars],
    ...rest,
  });
}

const stop = { kind: "exit.stop-loss", params: { distance: 10, unit: "price" } };

describe("Target ladder", () => {
  const ladder = (params: Record<string, string | number> = {}) => ({
    stop,
    ladder: { kind: "exit.target-ladder", params: { unit: "price", first: 5, second: 15, ...params } },
  });

  test("closes half at the first target, and the stop shrinks to what is left", () => {
    const { fills, result } = hold(ladder(), [[100, 106, 100, 104], [104, 104, 89, 90], ...flatBars(90)]);
    expect(fills).toEqual(["2 buy 12 at 100: enter long", "3 sell 6 at 105: take profit", "4 sell 6 at 90: stop loss"]);
    const targets = result.orders.filter(({ reason }) => reason === "take profit");
    expect(targets.map(({ status }) => status)).toEqual(["filled", "cancelled"]);
  });

  test("leaves what its shares leave over to the stop", () => {
    const shares = { rungs: 3, firstShare: 25, secondShare: 25, third: 20, thirdShare: 25 };
    const { fills } = hold(ladder(shares), [
      [100, 125, 100, 120],
      [120, 120, 80, 80],
    ]);
    expect(fills.slice(1)).toEqual([
      "3 sell 3 at 105: take profit",
      "3 sell 3 at 115: take profit",
      "3 sell 3 at 120: take profit",
      "4 sell 3 at 90: stop loss",
    ]);
  });

  test("measures in multiples of the risk", () => {
    const { result } = hold(ladder({ unit: "risk", first: 1, second: 2.5 }), flatBars(100));
    expect(result.orders.filter(({ type }) => type === "limit").map(({ limitPrice }) => limitPrice)).toEqual([
      110, 125,
    ]);
  });

  test("does not compile with shares beyond the whole, or with multiples of a risk that nothing limits", () => {
    expect(() => hold(ladder({ firstShare: 60 }), [])).toThrow(
      /must come to 100 % of the entry at most, and come to 110/,
    );
    const alone = { ladder: { kind: "exit.target-ladder", params: { unit: "risk" } } };
    expect(() => hold(alone, [])).toThrow(/needs a stop/);
  });
});

describe("Stop to cost", () => {
  const cost = (params: Record<string, string | number> = {}) => ({
    stop,
    cost: { kind: "exit.stop-to-cost", params: { unit: "price", after: 5, ...params } },
  });

  test("moves the stop to the entry price after the bar on which the price was far enough", () => {
    const { fills, result } = hold(cost(), [
      [100, 105, 99, 104],
      [104, 104, 99, 99],
    ]);
    expect(fills.at(-1)).toBe("4 sell 12 at 100: stop loss");
    expect(result.orders[1]).toMatchObject({ stopPrice: 100, firstStopPrice: 90 });
  });

  test("leaves the stop where it is before that", () => {
    const { fills } = hold(cost(), [
      [100, 104.9, 99, 104],
      [104, 104, 89, 89],
    ]);
    expect(fills.at(-1)).toBe("4 sell 12 at 90: stop loss");
  });

  test("goes beyond the entry, in multiples of the risk", () => {
    const { result } = hold(cost({ unit: "risk", after: 1, beyond: 0.2 }), [[106, 110, 105, 108]]);
    expect(result.orders[1]).toMatchObject({ stopPrice: 102 });
  });

  test("does not compile where there is no stop to move", () => {
    expect(() => hold({ cost: { kind: "exit.stop-to-cost" } }, [])).toThrow(/moves a stop, and this strategy has none/);
  });
});

test("Lock and trail locks a profit in and moves on with each further step, never back", () => {
  const lock = {
    kind: "exit.lock-and-trail",
    params: { unit: "price", after: 10, lock: 4, step: 2, gain: 1 },
  };
  const levels = hold({ stop, lock }, [
    [100, 109, 100, 109],
    [109, 110, 107, 109],
    [109, 113.9, 107, 110],
    [110, 114, 107, 110],
    [110, 110, 107, 110],
    [110, 110, 106, 106],
  ]);
  const shown = levels.outcomes.flatMap(({ orders }) =>
    orders.filter(({ type }) => type === "stop").map(({ stopPrice }) => stopPrice),
  );
  // 4 beyond the entry at +10, one more at +12, two at +14
  expect(shown).toEqual([90, 104, 105, 106, 106]);
  expect(levels.fills.at(-1)).toBe("8 sell 12 at 106: stop loss");
});

test("a trailing stop may wait until the price has moved", () => {
  const trail = { kind: "exit.trailing-stop", params: { distance: 5, unit: "price", after: 2 } };
  const { fills } = hold({ trail }, [
    [100, 109, 98, 109],
    [109, 111, 108, 108],
    [108, 108, 100, 100],
  ]);
  // it stands at 95 through a high of 109, and follows from 110 on: 111 less 5
  expect(fills.at(-1)).toBe("5 sell 12 at 106: trailing stop");
});

test("a stop in times of a wired distance is that far away", () => {
  const { result } = playGraph({
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 90 } },
      buy: { kind: "order.enter", params: { amount: 12, unit: "units" } },
      three: { kind: "value.constant", params: { value: 3 } },
      stop: { kind: "exit.stop-loss", params: { unit: "price", times: 2.5 } },
      goal: { kind: "exit.take-profit", params: { unit: "risk", distance: 3 } },
    },
    wires: ["price.close > up.a", "up.result > buy.when", "three.value > stop.distance"],
    bars: flatBars(80, 100, 100),
  });
  expect(result.orders.slice(1).map(({ stopPrice, limitPrice }) => stopPrice ?? limitPrice)).toEqual([122.5, 92.5]);
});

describe("Time exit", () => {
  const start = 9 * 60 * MINUTE;
  test("sells at the open of the bar that begins at its time", () => {
    const exit = { kind: "exit.time", params: { at: "10:30" } };
    // bars of 15 minutes from 09:00: bar 6 opens at 10:30
    const { fills, outcomes } = hold({ exit }, flatBars(100, 101, 102, 103, 104), { start, step: 15 * MINUTE });
    expect(fills.at(-1)).toBe("6 sell 12 at 103: time exit");
    expect(outcomes[4]!.decision.reason).toContain("Time exit held back because its time has not come");
  });

  test("follows a fixed offset where that is asked for", () => {
    const exit = { kind: "exit.time", params: { at: "15:15", clock: "fixed", offset: 330 } };
    // 15:15 in India is 09:45 UTC
    expect(hold({ exit }, flatBars(101, 102), { start, step: 15 * MINUTE }).fills.at(-1)).toBe(
      "3 sell 12 at 101: time exit",
    );
  });
});

test("Exit after bars sells that many bars after the fill, and a later entry is counted anew", () => {
  const exit = { kind: "exit.bars", params: { bars: 3 } };
  const { fills } = hold({ exit }, flatBars(101, 102, 103, 80, 100, 100, 100, 100, 100));
  expect(fills).toEqual([
    "2 buy 12 at 100: enter long",
    "5 sell 12 at 103: 3 bars held",
    "8 buy 12 at 100: enter long",
    "11 sell 12 at 100: 3 bars held",
  ]);
});
