import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { GraphDocument } from "../graph/document.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { canConnect } from "./connect.ts";
import { assignable, PORT_TYPES } from "./port-type.ts";
import { registry } from "./registry.ts";

describe("which output fits which input", () => {
  const legal = new Set([...PORT_TYPES.map((type) => `${type}>${type}`), "boolean>event"]);

  test.each(PORT_TYPES.flatMap((from) => PORT_TYPES.map((to) => [from, to] as const)))("%s into %s", (from, to) => {
    const answer = assignable(from, to);
    expect(answer.ok).toBe(legal.has(`${from}>${to}`));
    if (!answer.ok) expect(answer.reason).toMatch(/^This input takes .+, and this output gives .+\.$/);
  });

  test("the canvas and the compiler agree on every pair of ports of every pair of kinds", () => {
    for (const source of registry.all()) {
      const outputs = Object.keys(source.outputs);
      for (const target of registry.all()) {
        const inputs = Object.keys(target.inputs);
        if (outputs.length === 0 || inputs.length === 0) continue;
        // every connection at once: each is judged for itself, and a second one into an input is another matter
        const graph = smallGraph(
          { source: { kind: source.kind }, target: { kind: target.kind } },
          outputs.flatMap((out) => inputs.map((into) => `source.${out} > target.${into}`)),
        );
        const document = GraphDocument.parse({ ...graph, edges: [] });
        const refused = new Set(
          compile(graph)
            .diagnostics.filter(({ code }) => code.startsWith("edge.") && code !== "edge.doubled")
            .map(({ path }) => path),
        );
        graph.edges?.forEach(({ from, to }, index) => {
          const { allowed } = canConnect(document, from, to);
          expect(refused.has(`/edges/${index}`), `${source.kind}.${from.port} > ${target.kind}.${to.port}`).toBe(
            !allowed,
          );
        });
      }
    }
  }, 30_000);
});

test("the kind that is offered between two ports fits both", () => {
  const offered = PORT_TYPES.flatMap((from) =>
    PORT_TYPES.flatMap((to) => {
      const answer = assignable(from, to);
      return answer.ok || answer.between === undefined ? [] : [{ from, to, between: answer.between }];
    }),
  );
  expect(offered.length).toBeGreaterThan(0);
  for (const { from, to, between } of offered) {
    const kind = registry.get(between);
    const required = Object.values(kind?.inputs ?? {}).filter((input) => input.optional !== true);
    expect(required.map((input) => assignable(from, input.type).ok)).toEqual([true]);
    expect(Object.values(kind?.outputs ?? {}).some((output) => assignable(output.type, to).ok)).toBe(true);
  }
});

describe("connecting on the canvas", () => {
  const document = GraphDocument.parse(
    smallGraph({ price: { kind: "market.bars" }, a: { kind: "indicator.sma" }, b: { kind: "indicator.sma" } }, [
      "price.close > a.source",
      "a.value > b.source",
    ]),
  );

  test("a circle is refused with the reason", () => {
    expect(canConnect(document, { node: "b", port: "value" }, { node: "a", port: "source" })).toMatchObject({
      allowed: false,
      reason: expect.stringContaining("circle"),
    });
    expect(canConnect(document, { node: "a", port: "value" }, { node: "a", port: "source" })).toMatchObject({
      allowed: false,
    });
  });

  test("a wired input says that it will be replaced", () => {
    expect(canConnect(document, { node: "price", port: "open" }, { node: "a", port: "source" })).toEqual({
      allowed: true,
      replaces: true,
    });
  });
});
