import { expect, test } from "vitest";
import { readDocument } from "../graph/read-document.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { explain } from "./explain.ts";

function textsOf(graph: unknown): string[] {
  const { document } = readDocument(graph);
  if (!document) throw new Error("the graph is no document");
  return explain(document).map((reading) => reading.text);
}

test("a value wired in place of a parameter is read, and the parameter is not", () => {
  const graph = smallGraph(
    {
      price: { kind: "market.bars" },
      range: { kind: "indicator.atr", params: { length: 20 } },
      distance: { kind: "math.arithmetic", params: { operation: "multiply", number: 3 } },
      up: { kind: "compare.compare", params: { level: 7 } },
      share: { kind: "value.constant", params: { value: 25 } },
      buy: { kind: "order.enter", params: { order: "limit" } },
      stop: { kind: "exit.stop-loss", params: { unit: "price" } },
    },
    [
      "price.high > range.high",
      "price.low > range.low",
      "price.close > range.close",
      "range.value > distance.a",
      "price.close > up.a",
      "up.result > buy.when",
      "share.value > buy.size",
      "price.low > buy.price",
      "distance.value > stop.distance",
    ],
  );
  expect(textsOf(graph)).toEqual([
    "Buy 25 % of equity, by limit order at low when (close is above 7).",
    "Stop loss (ATR 20 atr of high, low, close x 3) points from the entry price.",
  ]);
});

test("bars of a longer timeframe are named", () => {
  const graph = smallGraph(
    {
      weeks: { kind: "market.higher-bars", params: { timeframe: "1w" } },
      up: { kind: "compare.compare", params: { level: 7 } },
      known: { kind: "market.last-closed-condition" },
      buy: { kind: "order.enter" },
    },
    ["weeks.close > up.a", "up.result > known.source", "known.result > buy.when"],
  );
  expect(textsOf(graph)).toEqual([
    "Buy 100 % of equity, at the next open when ((1w bar close is above 7) of the last closed bar).",
  ]);
});
