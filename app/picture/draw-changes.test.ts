import { expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { drawChanges } from "./draw-changes.ts";

const before = smaCross.document;

function marksOf(svg: string): string[] {
  const picture = new DOMParser().parseFromString(svg, "image/svg+xml");
  expect(picture.querySelector("parsererror")).toBeNull();
  return [...picture.querySelectorAll("svg > text")].map((mark) => mark.textContent ?? "");
}

test("what is added, changed and removed is drawn once and told in a word", () => {
  const after = {
    ...before,
    nodes: [
      ...before.nodes
        .filter((node) => node.id !== "sell")
        .map((node) => (node.id === "fast" ? { ...node, params: { length: 5 } } : node)),
      { id: "stop", kind: "exit.stop-loss", version: 1, params: {} },
    ],
    edges: before.edges.filter((edge) => edge.to.node !== "sell"),
    ui: { ...before.ui, nodes: { ...before.ui.nodes, stop: { x: 0, y: 500 } } },
  };
  const { svg } = drawChanges(before, after, "light");
  expect(marksOf(svg).sort()).toEqual(["added", "changed", "removed"]);
  expect(svg.match(/<g data-node=/g)).toHaveLength(8);
  // the edge that goes away is still there to be seen, in its own manner
  expect(svg.match(/stroke-width="3" stroke-dasharray/g)).toHaveLength(1);
});

test("the same twice has nothing to point out", () => {
  expect(marksOf(drawChanges(before, before, "dark").svg)).toEqual([]);
});
