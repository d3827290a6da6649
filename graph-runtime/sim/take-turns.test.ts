import { describe, expect, test } from "vitest";
import type { Program } from "../compiler/program.ts";
import { canTakeTurns } from "../engine/take-turns.ts";
import { templates } from "../templates/gallery.ts";
import { programOf, syntheticLanes } from "../testkit/several-lanes.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { type LaneData, runBacktest } from "./run-backtest.ts";

const priced = smallGraph(
  {
    price: { kind: "market.bars" },
    fast: { kind: "indicator.sma", params: { length: 4 } },
    slow: { kind: "indicator.sma", params: { length: 9 } },
    atr: { kind: "indicator.atr", params: { length: 5 } },
    up: { kind: "compare.crossover", params: { direction: "above" } },
    down: { kind: "compare.crossover", params: { direction: "below" } },
    week: { kind: "state.once-per", params: { period: "week" } },
    buy: { kind: "order.enter", params: { amount: 10, unit: "equity-percent", order: "limit" } },
    stop: { kind: "exit.stop-loss", params: { unit: "price" } },
    sell: { kind: "order.exit", params: { order: "stop" } },
  },
  [
    "price.close > fast.source",
    "price.close > slow.source",
    "price.high > atr.high",
    "price.low > atr.low",
    "price.close > atr.close",
    "fast.value > up.a",
    "slow.value > up.b",
    "fast.value > down.a",
    "slow.value > down.b",
    "up.crossed > week.event",
    "week.event > buy.when",
    "price.low > buy.price",
    "atr.value > stop.distance",
    "down.crossed > sell.when",
    "price.open > sell.price",
  ],
);

const strategies = [
  ["orders and stops at wired prices", programOf(priced)] as const,
  ...templates.map(({ title, document }) => [title, programOf(document)] as const),
].filter(([, program]) => takesTurns(program));

/** Instruments that differ in all but their calendar. */
function lanesOf(gaps: boolean): LaneData[] {
  return syntheticLanes(3, 700, { gaps }).map((lane, index) => ({
    ...lane,
    instrument: { ...lane.instrument, tickSize: [0.01, 0.05, 0.25][index]!, lotSize: 1 + index },
  }));
}

/** The same program, of which somebody reads a column after each block, so that its lanes have columns of their own. */
function withOwnColumns(program: Program): Program {
  return { ...program, probes: [{ nodeId: "probe", name: "close", slot: 3, stage: "signal", domain: "each" }] };
}

function takesTurns(program: Program): boolean {
  const instruments = lanesOf(false).map(({ instrument }) => instrument);
  return canTakeTurns({ program, instruments, sharesColumns: true, decideAlways: false });
}

describe("lanes that take turns with the same columns and kernels", () => {
  test("are what most strategies run on", () => {
    expect(strategies.length).toBeGreaterThan(10);
    expect(strategies[0]?.[1].document.name).toBe(priced.name);
  });

  test.each(strategies)("trade as lanes with columns of their own do: %s", (_, program) => {
    for (const gaps of [false, true]) {
      const lanes = lanesOf(gaps);
      const own = runBacktest({ program: withOwnColumns(program), lanes });
      expect(own.diagnostics).toEqual([]);
      for (const blockSize of [undefined, 64, 7])
        expect(runBacktest({ program, lanes, ...(blockSize === undefined ? {} : { blockSize }) }).fingerprint).toBe(
          own.fingerprint,
        );
    }
  });

  test("let an order at a wired price fill in each of them", () => {
    const { fills } = runBacktest({ program: programOf(priced), lanes: lanesOf(true) });
    expect(new Set(fills.map(({ lane }) => lane))).toEqual(new Set([0, 1, 2]));
  });
});
