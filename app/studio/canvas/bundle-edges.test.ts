import { expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { createStudioStore } from "../store/studio-store.ts";
import { bundleEdges, endsOf, partEdges } from "./bundle-edges.ts";

const { flowNodes: nodes, flowEdges: edges, document } = createStudioStore(smaCross.document).getState();
const none = (): boolean => false;
const count = (path: string): number => path.split("M").length - 1;

test("all edges are drawn by one path for each type, from port to port", () => {
  const bundles = bundleEdges(document, { nodes, edges, isLit: none });
  expect(bundles.map(({ type, path }) => [type, count(path)])).toEqual([
    ["number", 6],
    ["boolean", 2],
  ]);
  const close = nodes.find(({ id }) => id === "price")?.handles?.find(({ id }) => id === "close");
  const at = document.ui.nodes["price"];
  expect(bundles[0]?.path).toContain(`M${(at?.x ?? 0) + 215},${(at?.y ?? 0) + (close?.y ?? 0) + 12}`);
});

test("a condition that is true at the bar is lit", () => {
  const lit = bundleEdges(document, { nodes, edges, isLit: (port) => port === "up.crossed" || port === "fast.value" });
  expect(lit.filter(({ isLit }) => isLit).map(({ type, path }) => [type, count(path)])).toEqual([["boolean", 1]]);
});

test("what hangs on a dragged node is drawn apart, with no more nodes than its ends", () => {
  expect(partEdges(nodes, edges)).toEqual({ still: edges, moving: [] });
  const dragged = nodes.map((node) => (node.id === "fast" ? { ...node, dragging: true } : node));
  const { still, moving } = partEdges(dragged, edges);
  expect(moving.map(({ source, target }) => `${source}>${target}`).sort()).toEqual([
    "fast>down",
    "fast>up",
    "price>fast",
  ]);
  expect([...still, ...moving]).toHaveLength(edges.length);
  expect(
    endsOf(dragged, moving)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(["down", "fast", "price", "up"]);
});
