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
    const targets = registry.all();
    const id = (rank: number): string => `target-${rank}`;
    const nodes = Object.fromEntries(targets.map(({ kind }, rank) => [id(rank), { kind }]));
    const ports = targets.flatMap(({ inputs }, rank) => Object.keys(inputs).map((port) => `${id(rank)}.${port}`));
    for (const { kind, outputs } of registry.all()) {
      // every connection at once: each is judged for itself, and a second one into an input is another matter
      const wires = Object.keys(outputs).flatMap((out) => ports.map((port) => `source.${out} > ${port}`));
      const graph = smallGraph({ ...nodes, source: { kind } }, wires);
      const document = GraphDocument.parse({ ...graph, edges: [] });
      const refused = new Set(
        compile(graph)
          .diagnostics.filter(({ code }) => code.startsWith("edge.") && code !== "edge.doubled")
          .map(({ path }) => path),
      );
      graph.edges?.forEach(({ from, to }, index) => {
        if (canConnect(document, from, to).allowed === refused.has(`/edges/${index}`))
          expect(`${kind}.${from.port} > ${nodes[to.node]?.kind}.${to.port}`).toBe("judged alike");
      });
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
