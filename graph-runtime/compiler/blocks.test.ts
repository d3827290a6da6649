import { describe, expect, test } from "vitest";
import type { GraphDocumentInput } from "../graph/document.ts";
import { GraphDocument } from "../graph/document.ts";
import { semanticHash } from "../graph/semantic-hash.ts";
import { shareInstrument } from "../market/instrument.ts";
import { canConnect } from "../nodes/connect.ts";
import { runBacktest } from "../sim/run-backtest.ts";
import { smaCross } from "../templates/sma-cross.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { compile } from "./compile.ts";
import { explain } from "./explain.ts";

type BlockInput = NonNullable<GraphDocumentInput["blocks"]>[number];

/** An average of adjustable length that says when the price crosses it. */
const crossing: BlockInput = {
  id: "crossing",
  version: 1,
  title: "Two averages",
  inputs: [{ id: "source", label: "Source", type: "number" }],
  outputs: [
    { id: "up", label: "Up", type: "boolean" },
    { id: "down", label: "Down", type: "boolean" },
  ],
  parameters: [
    { key: "fast", type: "integer", default: 10, min: 2, max: 200 },
    { key: "slow", type: "integer", default: 30, min: 2, max: 200 },
  ],
  nodes: [
    { id: "fast", kind: "indicator.sma", version: 1, params: { length: { $param: "fast" } } },
    { id: "slow", kind: "indicator.sma", version: 1, params: { length: { $param: "slow" } } },
    { id: "up", kind: "compare.crossover", version: 1, params: { direction: "above" } },
    { id: "down", kind: "compare.crossover", version: 1, params: { direction: "below" } },
  ],
  edges: [
    { from: { node: "_in", port: "source" }, to: { node: "fast", port: "source" } },
    { from: { node: "_in", port: "source" }, to: { node: "slow", port: "source" } },
    { from: { node: "fast", port: "value" }, to: { node: "up", port: "a" } },
    { from: { node: "slow", port: "value" }, to: { node: "up", port: "b" } },
    { from: { node: "fast", port: "value" }, to: { node: "down", port: "a" } },
    { from: { node: "slow", port: "value" }, to: { node: "down", port: "b" } },
    { from: { node: "up", port: "crossed" }, to: { node: "_out", port: "up" } },
    { from: { node: "down", port: "crossed" }, to: { node: "_out", port: "down" } },
  ],
};

function withBlock(params: Record<string, number>, block: BlockInput = crossing): GraphDocumentInput {
  return {
    format: "quantloom.graph/1",
    name: "with a block",
    nodes: [
      { id: "price", kind: "market.bars", version: 1 },
      { id: "cross", kind: `block.${block.id}`, version: 1, params },
      { id: "buy", kind: "order.enter", version: 1, params: { amount: 100, unit: "equity-percent" } },
      { id: "sell", kind: "order.exit", version: 1 },
    ],
    edges: [
      { from: { node: "price", port: "close" }, to: { node: "cross", port: "source" } },
      { from: { node: "cross", port: "up" }, to: { node: "buy", port: "when" } },
      { from: { node: "cross", port: "down" }, to: { node: "sell", port: "when" } },
    ],
    blocks: [block],
  };
}

const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 5, length: 1_000 }) }];

function fillsOf(json: unknown): unknown[] {
  const { program, diagnostics } = compile(json);
  expect(diagnostics).toEqual([]);
  return runBacktest({ program: program!, lanes }).fills.map(({ bar, side, price, quantity }) => ({
    bar,
    side,
    price,
    quantity,
  }));
}

describe("blocks", () => {
  test("a block trades exactly as the nodes in it would", () => {
    expect(fillsOf(withBlock({}))).toEqual(fillsOf(smaCross.document));
    expect(fillsOf(withBlock({ fast: 5 }))).not.toEqual(fillsOf(smaCross.document));
  });

  test("two uses of one block with equal parameters are computed once", () => {
    const twice = withBlock({});
    twice.nodes!.push(
      { id: "again", kind: "block.crossing", version: 1 },
      { id: "more", kind: "order.exit", version: 1 },
    );
    twice.edges!.push(
      { from: { node: "price", port: "close" }, to: { node: "again", port: "source" } },
      { from: { node: "again", port: "down" }, to: { node: "more", port: "when" } },
    );
    const { program } = compile(twice);
    expect(program?.nodes.filter((node) => node.definition.kind === "indicator.sma")).toHaveLength(2);
  });

  test("its outputs have values under its own name, and it reads through", () => {
    const { program, document } = compile(withBlock({}));
    expect(program?.ports.get("cross.up")).toBe(program?.ports.get("cross/up.crossed"));
    expect(explain(document!)[0]?.text).toContain("SMA 10 of close crosses above SMA 30 of close");
  });

  test("blocks in blocks are opened all the way", () => {
    const outer: BlockInput = {
      ...crossing,
      id: "outer",
      nodes: [
        {
          id: "inner",
          kind: "block.crossing",
          version: 1,
          params: { fast: { $param: "fast" }, slow: { $param: "slow" } },
        },
      ],
      edges: [
        { from: { node: "_in", port: "source" }, to: { node: "inner", port: "source" } },
        { from: { node: "inner", port: "up" }, to: { node: "_out", port: "up" } },
        { from: { node: "inner", port: "down" }, to: { node: "_out", port: "down" } },
      ],
    };
    expect(fillsOf({ ...withBlock({ fast: 7 }, outer), blocks: [outer, crossing] })).toEqual(
      fillsOf(withBlock({ fast: 7 })),
    );
  });

  test.each([
    [
      "a block that contains itself",
      withBlock({}, { ...crossing, nodes: [...crossing.nodes, { id: "self", kind: "block.crossing", version: 1 }] }),
      "block.nesting",
    ],
    ["a value out of range, shown at the block", withBlock({ fast: 0 }), "param.invalid"],
    ["a parameter that the block does not have", withBlock({ speed: 1 }), "param.unknown"],
    ["an older version of the block", withBlock({}, { ...crossing, version: 2 }), "block.version"],
    [
      "an input of the block that is not wired",
      { ...withBlock({}), edges: withBlock({}).edges!.slice(1) },
      "input.missing",
    ],
    ["a block that is not there", { ...withBlock({}), blocks: [] }, "node.unknown-kind"],
  ])("%s is a diagnostic", (_, json, code) => {
    const { program, diagnostics } = compile(json);
    expect(program).toBeNull();
    expect(diagnostics.filter((diagnostic) => diagnostic.severity === "error")).toContainEqual(
      expect.objectContaining({ code, nodeId: "cross" }),
    );
  });

  test("the canvas knows a block's ports", () => {
    const document = GraphDocument.parse(withBlock({}));
    expect(canConnect(document, { node: "cross", port: "up" }, { node: "buy", port: "when" })).toMatchObject({
      allowed: true,
      conversion: "edge",
    });
    expect(canConnect(document, { node: "price", port: "close" }, { node: "buy", port: "when" })).toMatchObject({
      allowed: false,
    });
  });

  test("what is in a block is part of the meaning, its title is not", () => {
    const hash = (json: unknown) => semanticHash(GraphDocument.parse(json));
    const plain = hash(withBlock({}));
    expect(hash(withBlock({}, { ...crossing, title: "Another title" }))).toBe(plain);
    expect(hash(withBlock({}, { ...crossing, edges: crossing.edges.slice(1) }))).not.toBe(plain);
  });
});
