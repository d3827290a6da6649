import { describe, expect, test } from "vitest";
import { GraphDocument, type GraphDocumentInput } from "../graph/document.ts";
import { semanticHash } from "../graph/semantic-hash.ts";
import { shareInstrument } from "../market/instrument.ts";
import { runBacktest } from "../sim/run-backtest.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { compile } from "./compile.ts";
import { explain } from "./explain.ts";

type NodeInput = NonNullable<GraphDocumentInput["nodes"]>[number];

const bars: NodeInput = { id: "price", kind: "market.bars", version: 1 };
const smooth: NodeInput = { id: "smooth", kind: "indicator.sma", version: 1, params: { length: 5 } };
const slow: NodeInput = { id: "slow", kind: "indicator.sma", version: 1, params: { length: 30 } };
const cross: NodeInput = { id: "up", kind: "compare.crossover", version: 1 };
const held: NodeInput = { id: "held", kind: "logic.not", version: 1 };
const buy: NodeInput = { id: "buy", kind: "order.enter", version: 1, params: { amount: 100, unit: "equity-percent" } };

const edge = (text: string) => {
  const [from = "", to = ""] = text.split(" > ");
  const end = (part: string) => ({ node: part.split(".")[0] ?? "", port: part.split(".")[1] ?? "" });
  return { from: end(from), to: end(to) };
};

function strategy(nodes: NodeInput[], edges: string[]): GraphDocumentInput {
  return { format: "quantloom.graph/1", name: "bypass", nodes, edges: edges.map(edge) };
}

const wires = [
  "price.close > smooth.source",
  "price.close > slow.source",
  "smooth.value > up.a",
  "slow.value > up.b",
  "up.crossed > buy.when",
];

function fillsOf(json: unknown): unknown[] {
  const { program, diagnostics } = compile(json);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 5, length: 600 }) }];
  return runBacktest({ program: program!, lanes }).fills.map(({ bar, price }) => ({ bar, price }));
}

describe("a bypassed node", () => {
  test("trades as if its input went straight on", () => {
    const direct = strategy(
      [bars, slow, cross, buy],
      ["price.close > up.a", "price.close > slow.source", "slow.value > up.b", "up.crossed > buy.when"],
    );
    const bypassed = strategy([bars, { ...smooth, bypassed: true }, slow, cross, buy], wires);
    expect(fillsOf(direct).length).toBeGreaterThan(0);
    expect(fillsOf(bypassed)).toEqual(fillsOf(direct));
    expect(fillsOf(strategy([bars, smooth, slow, cross, buy], wires))).not.toEqual(fillsOf(direct));
  });

  test("shows at its own output what it passes on, and reads through", () => {
    const { program, document } = compile(strategy([bars, { ...smooth, bypassed: true }, slow, cross, buy], wires));
    expect(program?.ports.get("smooth.value")).toBe(program?.ports.get("price.close"));
    expect(explain(document!)[0]?.text).toContain("close crosses above SMA 30");
  });

  test("several in a row are passed through", () => {
    const twice: NodeInput = { ...smooth, id: "again", bypassed: true };
    const chained = strategy(
      [bars, { ...smooth, bypassed: true }, twice, slow, cross, buy],
      [...wires.filter((wire) => wire !== "smooth.value > up.a"), "smooth.value > again.source", "again.value > up.a"],
    );
    const direct = strategy(
      [bars, slow, cross, buy],
      ["price.close > up.a", "price.close > slow.source", "slow.value > up.b", "up.crossed > buy.when"],
    );
    expect(fillsOf(chained)).toEqual(fillsOf(direct));
  });

  test("takes the first wired input of its output's type", () => {
    const either: NodeInput = { id: "either", kind: "logic.any", version: 1, bypassed: true };
    const wired = strategy(
      [bars, smooth, slow, cross, either, buy],
      [
        ...wires.filter((wire) => wire !== "up.crossed > buy.when"),
        "up.crossed > either.b",
        "either.result > buy.when",
      ],
    );
    expect(fillsOf(wired)).toEqual(fillsOf(strategy([bars, smooth, slow, cross, buy], wires)));
  });

  test("with nothing to pass on leaves what it fed without input, and says so there", () => {
    const { program, diagnostics } = compile(
      strategy(
        [bars, smooth, slow, cross, { ...cross, id: "other", bypassed: true }, buy],
        [
          ...wires.filter((wire) => wire !== "up.crossed > buy.when"),
          "smooth.value > other.a",
          "other.crossed > buy.when",
        ],
      ),
    );
    expect(program).toBeNull();
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "input.missing", nodeId: "buy" }));
  });

  test("of a kind that is not known is still reported", () => {
    const { diagnostics } = compile(strategy([bars, { id: "x", kind: "not.there", version: 1, bypassed: true }], []));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "node.unknown-kind", nodeId: "x" }));
  });

  test("is part of what a strategy means", () => {
    const hash = (json: GraphDocumentInput) => semanticHash(GraphDocument.parse(json));
    expect(hash(strategy([bars, { ...held, bypassed: true }], []))).not.toBe(hash(strategy([bars, held], [])));
  });
});
