import { describe, expect, test } from "vitest";
import { type GraphDocument, GraphDocument as Schema } from "@/graph-runtime/graph/document.ts";
import { canConnect } from "@/graph-runtime/nodes/connect.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { randomCommand } from "../commands/testing/random-command.ts";
import { kinds } from "../kinds/kinds.ts";
import { definitionOf, type PortSide, portsOf } from "../store/definitions.ts";
import { perform, startHistory } from "../store/history.ts";
import { firstCompatible, fitsFrom, judge, opposite, verdictKey } from "./verdicts.ts";

function everyPort(document: GraphDocument, side: PortSide) {
  return document.nodes.flatMap((node) => {
    const definition = definitionOf(node, document);
    if (definition === undefined) return [];
    const ports = portsOf(definition);
    return (side === "source" ? ports.outputs : ports.inputs).map((port) => ({ node: node.id, port: port.id }));
  });
}

describe("what fits an edge in the hand", () => {
  test("agrees with the compiler for every pair of ports of random graphs", () => {
    let state = 5;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    let history = startHistory(Schema.parse({ format: "quantloom.graph/1", name: "Random" }));
    let compared = 0;
    for (let step = 0; step < 240; step += 1) {
      history = perform(history, randomCommand(history.document, kinds.all(), random), step * 5000);
      if (step % 40 !== 39) continue;
      const { document } = history;
      for (const side of ["source", "target"] as const) {
        for (const origin of everyPort(document, side).slice(0, 12)) {
          const fits = fitsFrom(document, origin, side);
          for (const other of everyPort(document, opposite(side))) {
            const [from, to] = side === "source" ? [origin, other] : [other, origin];
            const verdict = canConnect(document, from, to);
            expect(judge(document, origin, side, other)).toEqual(verdict);
            const found = fits.get(verdictKey(opposite(side), other));
            expect(found?.allowed).toBe(verdict.allowed);
            if (verdict.allowed) expect(found?.conversion).toBe(verdict.conversion);
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test("a node body takes the edge at its first free port that fits", () => {
    const { document } = smaCross;
    expect(firstCompatible(document, { node: "price", port: "close" }, "source", "buy")).toEqual({
      node: "buy",
      port: "size",
    });
    expect(firstCompatible(document, { node: "price", port: "close" }, "source", "price")).toBeNull();
    expect(firstCompatible(document, { node: "up", port: "a" }, "target", "price")?.node).toBe("price");
  });
});
