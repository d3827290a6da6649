import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { templates } from "../templates/gallery.ts";
import { smaCross } from "../templates/sma-cross.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { compile } from "./compile.ts";

const PRICE = { price: { kind: "market.bars" } };

describe("compiling", () => {
  test.each(templates.map((template) => [template.id, template] as const))(
    "the template %s compiles without a warning",
    (_, template) => {
      const { program, diagnostics } = compile(template.document);
      expect(diagnostics).toEqual([]);
      expect(program).not.toBeNull();
    },
  );

  test("warm-up adds up along the graph", () => {
    const graph = smallGraph(
      {
        ...PRICE,
        a: { kind: "indicator.sma", params: { length: 10 } },
        b: { kind: "indicator.ema", params: { length: 5 } },
        up: { kind: "compare.crossover" },
        buy: { kind: "order.enter" },
      },
      ["price.close > a.source", "a.value > b.source", "b.value > up.a", "a.value > up.b", "up.crossed > buy.when"],
    );
    const { program } = compile(graph);
    // sma 9, ema 4, crossing 1, edge 1
    expect(program?.warmup).toBe(15);
    expect(program?.settle).toBeGreaterThan(0);
  });

  test("equal sub-expressions are computed once", () => {
    const graph = smallGraph(
      {
        ...PRICE,
        a: { kind: "indicator.sma", params: { length: 10 } },
        b: { kind: "indicator.sma", params: { length: 10 } },
        one: { kind: "compare.compare" },
        two: { kind: "compare.compare" },
        buy: { kind: "order.enter" },
        sell: { kind: "order.exit" },
      },
      [
        "price.close > a.source",
        "price.close > b.source",
        "price.close > one.a",
        "a.value > one.b",
        "price.close > two.a",
        "b.value > two.b",
        "one.result > buy.when",
        "two.result > sell.when",
      ],
    );
    const { program } = compile(graph);
    expect(program?.nodes.filter((node) => node.definition.kind === "indicator.sma")).toHaveLength(1);
    expect(program?.nodes.filter((node) => node.definition.kind === "compare.compare")).toHaveLength(1);
    expect(program?.ports.get("a.value")).toBe(program?.ports.get("b.value"));
  });

  test("what is wired the other way round is equal where that makes no difference, and nowhere else", () => {
    const operation = (name: string) => ({ kind: "math.arithmetic", params: { operation: name } });
    const pairs = ["add", "multiply", "smaller", "larger", "subtract", "divide", "remainder"];
    const nodes = {
      ...PRICE,
      rises: { kind: "compare.compare" },
      falls: { kind: "compare.compare", params: { relation: "below", level: 1 } },
      both: { kind: "logic.all" },
      same: { kind: "logic.all" },
      either: { kind: "logic.any" },
      buy: { kind: "order.enter" },
      sell: { kind: "order.exit" },
      cover: { kind: "order.exit" },
      ...Object.fromEntries(
        pairs.flatMap((name) => [
          [`${name}1`, operation(name)],
          [`${name}2`, operation(name)],
        ]),
      ),
    };
    const wires = [
      "price.close > rises.a",
      "price.close > falls.a",
      "rises.result > both.a",
      "falls.result > both.b",
      "falls.result > same.a",
      "rises.result > same.b",
      "falls.result > either.a",
      "rises.result > either.b",
      "both.result > buy.when",
      "same.result > sell.when",
      "either.result > cover.when",
      ...pairs.flatMap((name) => [
        `price.high > ${name}1.a`,
        `price.low > ${name}1.b`,
        `price.low > ${name}2.a`,
        `price.high > ${name}2.b`,
      ]),
    ];
    const { program } = compile(smallGraph(nodes, wires), { keep: "all" });
    const isShared = (one: string, other: string): boolean => program?.ports.get(one) === program?.ports.get(other);
    expect(pairs.filter((name) => isShared(`${name}1.value`, `${name}2.value`))).toEqual(pairs.slice(0, 4));
    expect(isShared("both.result", "same.result")).toBe(true);
    expect(isShared("both.result", "either.result")).toBe(false);
  });

  test("a comparison is equal to its opposite wired the other way round", () => {
    const relation = (name: string) => ({ kind: "compare.compare", params: { relation: name } });
    const crossing = (direction: string) => ({ kind: "compare.crossover", params: { direction } });
    const nodes = {
      ...PRICE,
      over: relation("above"),
      under: relation("below"),
      least: relation("at-or-above"),
      up: crossing("above"),
      down: crossing("below"),
      level: relation("above"),
      opposite: relation("below"),
    };
    const straight = ["over", "least", "up"].flatMap((id) => [`price.high > ${id}.a`, `price.low > ${id}.b`]);
    const turned = ["under", "down"].flatMap((id) => [`price.low > ${id}.a`, `price.high > ${id}.b`]);
    const wires = [...straight, ...turned, "price.close > level.a", "price.close > opposite.a"];
    const { program } = compile(smallGraph(nodes, wires), { keep: "all" });
    const isShared = (one: string, other: string): boolean => program?.ports.get(one) === program?.ports.get(other);
    expect(isShared("over.result", "under.result")).toBe(true);
    expect(isShared("up.crossed", "down.crossed")).toBe(true);
    expect(isShared("over.result", "least.result")).toBe(false);
    expect(isShared("level.result", "opposite.result")).toBe(false);
  });

  test("a parameter that is left out is equal to one that says the same, and to one that the strategy's own parameter gives", () => {
    const length = 20;
    const nodes = {
      ...PRICE,
      left: { kind: "indicator.bollinger" },
      said: { kind: "indicator.bollinger", params: { length } },
      given: { kind: "indicator.bollinger", params: { length: { $param: "length" } } },
      other: { kind: "indicator.bollinger", params: { length: 21 } },
    };
    const wires = Object.keys(nodes)
      .slice(1)
      .map((id) => `price.close > ${id}.source`);
    const parameters = [{ key: "length", type: "integer" as const, default: length }];
    const { program } = compile(smallGraph(nodes, wires, { parameters }), { keep: "all" });
    const slots = ["left", "said", "given", "other"].map((id) => program?.ports.get(`${id}.upper`));
    expect(new Set(slots.slice(0, 3)).size).toBe(1);
    expect(slots[3]).not.toBe(slots[0]);
  });

  test("a node that nothing uses is a warning with a fix, and costs nothing", () => {
    const graph = smallGraph(
      {
        ...PRICE,
        lost: { kind: "indicator.rsi" },
        cheap: { kind: "compare.compare", params: { relation: "below", level: 1 } },
        buy: { kind: "order.enter" },
      },
      ["price.close > lost.source", "price.close > cheap.a", "cheap.result > buy.when"],
    );
    const { program, diagnostics } = compile(graph);
    expect(diagnostics).toMatchObject([
      { code: "node.dead", severity: "warning", nodeId: "lost", fixes: [{ label: "Remove the node" }] },
    ]);
    expect(program?.nodes.some((node) => node.id === "lost")).toBe(false);
  });

  test("parameters can be given from outside, within their bounds", () => {
    expect(compile(smaCross.document, { parameters: { fast: 5 } }).program?.nodes[0]?.params).toEqual({ length: 5 });
    expect(compile(smaCross.document, { parameters: { fast: 5_000 } }).diagnostics[0]).toMatchObject({
      code: "parameter.out-of-range",
      received: "5000",
    });
    expect(compile(smaCross.document, { parameters: { speed: 5 } }).diagnostics[0]).toMatchObject({
      code: "parameter.unknown",
    });
  });
});

describe("what is wrong is said with the node, the port and what was expected", () => {
  test.each([
    ["an unknown kind", smallGraph({ a: { kind: "magic.wand" } }, []), { code: "node.unknown-kind", nodeId: "a" }],
    [
      "an unknown parameter",
      smallGraph({ a: { kind: "indicator.sma", params: { period: 3 } } }, []),
      { code: "param.unknown", nodeId: "a" },
    ],
    [
      "a parameter out of range",
      smallGraph({ a: { kind: "indicator.sma", params: { length: 0 } } }, []),
      { code: "param.invalid", nodeId: "a", received: "0" },
    ],
    [
      "a missing connection",
      smallGraph({ a: { kind: "indicator.sma" } }, []),
      { code: "input.missing", nodeId: "a", portId: "source", expected: "number" },
    ],
    [
      "a wrong type",
      smallGraph({ ...PRICE, buy: { kind: "order.enter" } }, ["price.close > buy.when"]),
      { code: "edge.type", nodeId: "buy", expected: "event", received: "number" },
    ],
    [
      "an unknown port",
      smallGraph({ ...PRICE, a: { kind: "indicator.sma" } }, ["price.vwap > a.source"]),
      { code: "edge.unknown-port", nodeId: "price" },
    ],
    ["an edge to nowhere", smallGraph(PRICE, ["price.close > gone.source"]), { code: "edge.unknown-node" }],
    [
      "a doubled connection",
      smallGraph({ ...PRICE, a: { kind: "indicator.sma" } }, ["price.close > a.source", "price.open > a.source"]),
      { code: "edge.doubled", nodeId: "a" },
    ],
    [
      "a cycle",
      smallGraph({ a: { kind: "indicator.sma" }, b: { kind: "indicator.ema" } }, [
        "a.value > b.source",
        "b.value > a.source",
      ]),
      { code: "graph.cycle" },
    ],
    [
      "ids that clash",
      {
        ...smallGraph(PRICE, []),
        nodes: [
          { id: "a", kind: "market.bars", version: 1 },
          { id: "a", kind: "market.bars", version: 1 },
        ],
      },
      { code: "node.duplicate-id", nodeId: "a" },
    ],
    [
      "a version from the future",
      { ...smallGraph(PRICE, []), nodes: [{ id: "a", kind: "market.bars", version: 9 }] },
      { code: "node.unknown-version", expected: "1", received: "9" },
    ],
  ])("%s", (_, graph, expected) => {
    const { program, diagnostics } = compile(graph);
    expect(program).toBeNull();
    expect(diagnostics).toContainEqual(expect.objectContaining({ severity: "error", ...expected }));
  });

  test("a damaged document compiles or is explained, and never throws", () => {
    const text = JSON.stringify(smaCross.document);
    const damage = fc.record({
      at: fc.nat(text.length - 1),
      length: fc.integer({ min: 1, max: 20 }),
      put: fc.constantFrom('""', "0", "null", "[]", "{}", "1e309", "x", '"fast"'),
    });
    fc.assert(
      fc.property(damage, ({ at, length, put }) => {
        let json: unknown;
        try {
          json = JSON.parse(text.slice(0, at) + put + text.slice(at + length));
        } catch {
          return;
        }
        const { program, diagnostics } = compile(json);
        expect(program !== null || diagnostics.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
