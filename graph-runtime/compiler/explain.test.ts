import { expect, test } from "vitest";
import { readDocument } from "../graph/read-document.ts";
import { templates } from "../templates/gallery.ts";
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
    "Stop loss (ATR 20 of high, low, close x 3) points from the entry price.",
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

test("the numbers of a sentence name their parameters, a knob's number included", () => {
  const graph = smallGraph(
    {
      price: { kind: "market.bars" },
      fast: { kind: "indicator.sma", params: { length: { $param: "fast" } } },
      earlier: { kind: "math.bars-ago", params: { bars: 1 } },
      up: { kind: "compare.crossover" },
      dip: { kind: "compare.compare", params: { relation: "below", level: 30.5 } },
      both: { kind: "logic.all" },
      buy: { kind: "order.enter", params: { amount: 25 } },
    },
    [
      "price.close > fast.source",
      "fast.value > earlier.source",
      "price.close > up.a",
      "earlier.value > up.b",
      "price.close > dip.a",
      "up.crossed > both.a",
      "dip.result > both.b",
      "both.result > buy.when",
    ],
    { parameters: [{ key: "fast", type: "integer", default: 10 }] },
  );
  const { document } = readDocument(graph);
  const [sentence] = explain(document!);
  expect(sentence?.text).toBe(
    "Buy 25 % of equity, at the next open when ((close crosses above (SMA 10 of close 1 bar ago)) and (close is below 30.5)).",
  );
  expect(sentence?.parts.map((part) => part.text).join("")).toBe(sentence?.text);
  expect(sentence?.parts.flatMap((part) => (part.number ? [part.number] : []))).toEqual([
    { nodeId: "buy", param: "amount", value: 25 },
    { nodeId: "fast", param: "length", value: 10 },
    { nodeId: "earlier", param: "bars", value: 1 },
    { nodeId: "dip", param: "level", value: 30.5 },
  ]);
});

test("every template reads the same in parts as in whole, and each number is the value of its parameter", () => {
  const counts = templates.map(({ document }) => {
    const numbers = explain(document).flatMap(({ text, parts }) => {
      expect(parts.map((part) => part.text).join("")).toBe(text);
      expect(text).not.toMatch(/[\uE000-\uE002]/);
      return parts.flatMap((part) => (part.number ? [{ ...part.number, text: part.text }] : []));
    });
    for (const { nodeId, param, value, text } of numbers) {
      expect(Number(text)).toBe(value);
      const given = document.nodes.find((node) => node.id === nodeId)?.params[param];
      const reference = typeof given === "object" && !Array.isArray(given) ? given.$param : null;
      const knob = document.parameters.find((parameter) => parameter.key === reference);
      if (given !== undefined) expect(reference === null ? given : knob?.default).toBe(value);
    }
    return numbers.length;
  });
  expect(Math.min(...counts)).toBeGreaterThan(0);
});
