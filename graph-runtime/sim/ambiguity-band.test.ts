import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { emptyBars } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { ambiguityBand } from "./ambiguity-band.ts";
import { runBacktest } from "./run-backtest.ts";

describe("the ambiguity band", () => {
  const graph = smallGraph(
    {
      price: { kind: "market.bars" },
      always: { kind: "compare.compare", params: { relation: "above", level: 0 } },
      each: { kind: "logic.while-true" },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      stop: { kind: "exit.stop-loss", params: { distance: 5, unit: "price" } },
      target: { kind: "exit.take-profit", params: { distance: 5, unit: "price" } },
    },
    ["price.close > always.a", "always.result > each.condition", "each.event > buy.when"],
    { settings: { costs: { model: "none" } } },
  );
  const run = (rows: readonly (readonly number[])[], oppositePath: boolean) => {
    const bars = emptyBars(rows.length);
    rows.forEach(([open = 0, high = 0, low = 0, close = 0], i) => {
      bars.time[i] = i * 86_400_000;
      [bars.open[i], bars.high[i], bars.low[i], bars.close[i]] = [open, high, low, close];
    });
    const { program } = compile(graph);
    return runBacktest({ program: program!, lanes: [{ instrument: shareInstrument("TEST"), bars }], oppositePath });
  };

  test("tells the result of the opposite path, and whether it turns a gain into a loss", () => {
    const rows = [
      [100, 100, 100, 100],
      [100, 106, 94, 100],
    ];
    const band = ambiguityBand(run(rows, false), () => run(rows, true));
    expect(band).toEqual({ bars: 1, finalEquity: 99_950, oppositeFinalEquity: 100_050, changesSign: true });
  });

  test("is a point where no bar is ambiguous, and nothing is run twice", () => {
    const rows = [
      [100, 100, 100, 100],
      [100, 101, 99, 100],
    ];
    const band = ambiguityBand(run(rows, false), () => {
      throw new Error("not needed");
    });
    expect(band.oppositeFinalEquity).toBe(band.finalEquity);
  });
});
