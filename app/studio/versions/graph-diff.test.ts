import { expect, test } from "vitest";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { summarise } from "../asking/summarise.ts";
import { addNode } from "../commands/add-node.ts";
import { sequence } from "../commands/command.ts";
import { connect } from "../commands/connect.ts";
import { setLabel, setParam } from "../commands/edit-node.ts";
import { setKnob } from "../commands/knobs.ts";
import { moveNodes } from "../commands/move-nodes.ts";
import { removeItems } from "../commands/remove-nodes.ts";
import { diffGraphs } from "./graph-diff.ts";

const before = smaCross.document;
const fates = (items: readonly { readonly id: string; readonly fate: string }[]) =>
  Object.fromEntries(items.filter(({ fate }) => fate !== "same").map(({ id, fate }) => [id, fate]));

test("added, removed and changed nodes and edges are told apart; what only moved is the same", () => {
  const after = sequence("", [
    removeItems(new Set(["sell"])),
    addNode({ id: "rsi", kind: "indicator.rsi", version: 1, params: {} }, { x: 0, y: 500 }),
    connect({ node: "price", port: "close" }, { node: "rsi", port: "source" }),
    setParam("up", "level", 7),
    setLabel("down", "Turn"),
    moveNodes(new Map([["price", { x: -400, y: 80 }]])),
  ]).apply(before);
  const { nodes, edges } = diffGraphs(before, after);
  expect(fates(nodes)).toEqual({ sell: "removed", rsi: "added", up: "changed", down: "changed" });
  expect(fates(edges)).toEqual({ "down:crossed>sell:when": "removed", "price:close>rsi:source": "added" });
  expect(nodes.find((node) => node.id === "price")?.x).toBe(-400);
  const ghost = before.ui.nodes["sell"];
  expect(nodes.find((node) => node.id === "sell")).toMatchObject({ x: ghost?.x, y: ghost?.y });
});

test("a changed node tells what it read before", () => {
  const after = setParam("fast", "length", 25).apply(before);
  const fast = diffGraphs(before, after, [summarise(before), summarise(after)]).nodes.find(
    (node) => node.id === "fast",
  );
  expect(fast).toMatchObject({ fate: "changed", summary: "SMA 25", summaryBefore: "SMA 10" });
});

test("two equal graphs have no differences, and knobs are no part of the drawing", () => {
  expect(diffGraphs(before, before).nodes.every((node) => node.fate === "same")).toBe(true);
  expect(fates(diffGraphs(before, setKnob("fast", 12).apply(before)).nodes)).toEqual({});
});

test("every edge starts and ends at its nodes", () => {
  const { nodes, edges } = diffGraphs(before, before);
  const at = new Map(nodes.map((node) => [node.id, node]));
  for (const { id, from, to } of edges) {
    const [start, end] = id.split(">").map((part) => at.get(part.split(":")[0] ?? ""));
    expect(from.x).toBe((start?.x ?? 0) + (start?.width ?? 0));
    expect(to.x).toBe(end?.x);
    for (const [node, place] of [
      [start, from],
      [end, to],
    ] as const) {
      expect(place.y).toBeGreaterThan(node?.y ?? Number.POSITIVE_INFINITY);
      expect(place.y).toBeLessThan((node?.y ?? 0) + (node?.height ?? 0));
    }
  }
});

test("what the older graph had never lies under or over what the newer one has", () => {
  const renamed = (document: GraphDocument): GraphDocument => {
    const other = (id: string) => `${id}-2`;
    return {
      ...document,
      nodes: document.nodes.map((node) => ({ ...node, id: other(node.id) })),
      edges: document.edges.map(({ from, to }) => ({
        from: { ...from, node: other(from.node) },
        to: { ...to, node: other(to.node) },
      })),
      ui: {
        ...document.ui,
        nodes: Object.fromEntries(Object.entries(document.ui.nodes).map(([id, at]) => [other(id), at])),
      },
    };
  };
  const unrelated = diffGraphs(before, renamed(before)).nodes;
  expect(unrelated).toHaveLength(2 * before.nodes.length);
  expect(overlaps(unrelated)).toEqual([]);
  const removed = unrelated.filter(({ fate }) => fate === "removed");
  const downs = removed.map(({ id, y }) => y - (before.ui.nodes[id]?.y ?? 0));
  expect(new Set(downs).size).toBe(1);

  const swapped = sequence("", [
    removeItems(new Set(["fast"])),
    addNode({ id: "rsi", kind: "indicator.rsi", version: 1, params: {} }, before.ui.nodes["fast"] ?? { x: 0, y: 0 }),
  ]).apply(before);
  const { nodes } = diffGraphs(before, swapped);
  expect(overlaps(nodes)).toEqual([]);
  expect(nodes.find(({ id }) => id === "slow")).toMatchObject(before.ui.nodes["slow"] ?? {});
});

test("what is left of another strategy lies below the newer one as it was drawn, though some nodes have the same names", () => {
  templates.forEach(({ document: older }, order) => {
    const { document: newer } = templates[(order + 1) % templates.length] ?? smaCross;
    const { nodes } = diffGraphs(older, newer);
    expect(overlaps(nodes), `${older.name} and ${newer.name}`).toEqual([]);
    const gone = nodes.filter(({ fate }) => fate === "removed");
    if (2 * gone.length <= older.nodes.length) return;
    const ways = gone.map(({ id, x, y }) => `${x - (older.ui.nodes[id]?.x ?? 0)} ${y - (older.ui.nodes[id]?.y ?? 0)}`);
    expect(new Set(ways).size, `${older.name} and ${newer.name}`).toBe(1);
  });
});

function overlaps(nodes: ReturnType<typeof diffGraphs>["nodes"]): string[] {
  return nodes.flatMap((one, index) =>
    nodes
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      )
      .map((other) => `${one.id} and ${other.id}`),
  );
}
