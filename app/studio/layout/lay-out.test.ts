import ElkConstructor from "elkjs/lib/elk.bundled.js";
import { describe, expect, test } from "vitest";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { topologicalOrder } from "../outline/topological-order.ts";
import { fromElkGraph, toElkGraph } from "./elk-graph.ts";

const sizes = new Map(smaCross.document.nodes.map((node) => [node.id, { width: 216, height: 150 }]));

async function layOut(subset: ReadonlySet<string> | null) {
  const elk = new ElkConstructor();
  return fromElkGraph(await elk.layout(toElkGraph(smaCross.document, sizes, subset)), smaCross.document, subset);
}

describe("the automatic layout", () => {
  test("puts every node to the right of what feeds it, and none on another", async () => {
    const places = await layOut(null);
    for (const { from, to } of smaCross.document.edges) {
      expect(places.get(to.node)?.x ?? 0).toBeGreaterThanOrEqual((places.get(from.node)?.x ?? 0) + 216);
    }
    const all = [...places.values()];
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1))
        expect(Math.abs(one.x - other.x) >= 216 || Math.abs(one.y - other.y) >= 150).toBe(true);
    }
  });

  test("of a part keeps the part's top left corner", async () => {
    const subset = new Set(["fast", "slow", "up"]);
    const places = await layOut(subset);
    const before = [...subset].map((id) => smaCross.document.ui.nodes[id]).filter((place) => place !== undefined);
    expect(Math.min(...[...places.values()].map((place) => place.x))).toBeCloseTo(
      Math.min(...before.map((place) => place.x)),
    );
    expect([...places.keys()].sort()).toEqual(["fast", "slow", "up"]);
  });
});

describe("the order of the outline", () => {
  test("lists each node after what feeds it", () => {
    const order = topologicalOrder(smaCross.document).map((node) => node.id);
    for (const { from, to } of smaCross.document.edges)
      expect(order.indexOf(from.node)).toBeLessThan(order.indexOf(to.node));
  });

  test("lists nodes of a circle too", () => {
    const node = (id: string) => ({ id, kind: "math.bars-ago", version: 1, params: {} });
    const circle = GraphDocument.parse({
      format: "quantloom.graph/1",
      name: "Circle",
      nodes: [node("a"), node("b")],
      edges: [
        { from: { node: "a", port: "value" }, to: { node: "b", port: "source" } },
        { from: { node: "b", port: "value" }, to: { node: "a", port: "source" } },
      ],
    });
    expect(topologicalOrder(circle).map((found) => found.id)).toEqual(["a", "b"]);
  });
});
