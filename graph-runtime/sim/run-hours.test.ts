import { describe, expect, test } from "vitest";
import { MINUTE } from "../core/time.ts";
import { ENTRIES_CLOSED, SQUARED_OFF } from "../risk/run-schedule.ts";
import { flatBars, type Play, playLive } from "../testkit/play-graph.ts";

/** Buys ten when the close rises above 50, sells when it falls below; hours are open while the bar's number is in `open`. */
function live(prices: readonly number[], open: readonly number[], rest: Partial<Play> & { leaves?: boolean } = {}) {
  const { leaves = false, ...more } = rest;
  const place = (time: number) => {
    const isOpen = open.includes(time / MINUTE);
    return { isOpen, isLeaving: leaves && !isOpen };
  };
  const play: Play = {
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      down: { kind: "compare.compare", params: { relation: "below", level: 50 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      sell: { kind: "order.exit" },
    },
    wires: ["price.close > up.a", "price.close > down.a", "up.result > buy.when", "down.result > sell.when"],
    bars: flatBars(...prices),
    settings: { capital: 1_000 },
    step: MINUTE,
    hours: place,
    ...more,
  };
  const outcomes = playLive(play, {});
  const fills = outcomes.flatMap((step, bar) => step.fills.map(({ side, price }) => `${bar} ${side} at ${price}`));
  return { outcomes, fills };
}
const always = [0, 1, 2, 3, 4, 5, 6, 7];

describe("the hours of a run", () => {
  test("that never end change nothing", () => {
    expect(live([40, 60, 60, 40, 40], always).fills).toEqual(["2 buy at 60", "4 sell at 40"]);
  });

  test("refuse an entry outside them, and the decision says why", () => {
    const { outcomes, fills } = live([40, 60, 60, 40, 60, 60], [3, 4, 5]);
    expect(fills).toEqual(["5 buy at 60"]);
    expect(outcomes[1]?.decision).toMatchObject({ action: "none", reason: `${ENTRIES_CLOSED}.` });
    expect(outcomes[1]?.intents).toEqual([]);
  });

  test("let exits pass outside them", () => {
    const { outcomes, fills } = live([40, 60, 60, 40, 40], [0, 1]);
    expect(fills).toEqual(["2 buy at 60", "4 sell at 40"]);
    expect(outcomes[2]?.decision.reason).not.toContain("paused");
  });

  test("take back an entry that still works when they end, after the bar in which it could fill", () => {
    const nodes = {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      level: { kind: "value.constant", params: { value: 45 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units", order: "limit" } },
    };
    const wires = ["price.close > up.a", "up.result > buy.when", "level.value > buy.price"];
    const touched = [
      [40, 40, 40, 40],
      [60, 60, 60, 60],
      [50, 50, 44, 50],
      [50, 50, 44, 50],
    ];
    const missed = [
      [40, 40, 40, 40],
      [60, 60, 60, 60],
      [50, 50, 50, 50],
      [50, 50, 44, 50],
    ];
    expect(live([], [0, 1], { nodes, wires, bars: touched }).fills).toEqual(["2 buy at 45"]);
    const { outcomes, fills } = live([], [0, 1], { nodes, wires, bars: missed });
    expect(fills).toEqual([]);
    expect(outcomes[2]?.orders.map(({ status }) => status)).toEqual(["cancelled"]);
  });

  test("close what is held before they end, once, where that is wanted", () => {
    const { outcomes, fills } = live([40, 60, 60, 60, 60, 60], [0, 1, 2], { leaves: true });
    expect(fills).toEqual(["2 buy at 60", "4 sell at 60"]);
    expect(outcomes[3]?.intents.map(({ reason, role }) => [reason, role])).toEqual([[SQUARED_OFF, "exit"]]);
    expect(outcomes.slice(4).flatMap(({ intents }) => intents)).toEqual([]);
  });
});
