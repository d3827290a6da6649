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
      for (const target of registry.all()) {
        const graph = smallGraph({ source: { kind: source.kind }, target: { kind: target.kind } }, []);
        const document = GraphDocument.parse(graph);
        for (const out of Object.keys(source.outputs)) {
          for (const into of Object.keys(target.inputs)) {
            const edge = { from: { node: "source", port: out }, to: { node: "target", port: into } };
            const { allowed } = canConnect(document, edge.from, edge.to);
            const wired = compile({ ...graph, edges: [edge] });
            const refused = wired.diagnostics.some((diagnostic) => diagnostic.code.startsWith("edge."));
            expect(refused, `${source.kind}.${out} > ${target.kind}.${into}`).toBe(!allowed);
          }
        }
      }
    }
  });
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
