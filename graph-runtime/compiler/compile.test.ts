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
