import { expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { createStudioStore } from "../store/studio-store.ts";
import { boundsOf, firstView } from "./first-view.ts";

const { flowNodes } = createStudioStore(smaCross.document).getState();

test("the first view holds every node, before one of them is drawn", () => {
  const { x, y, zoom } = firstView(flowNodes, { width: 900, height: 560 });
  const box = boundsOf(flowNodes);
  expect(box.width).toBeGreaterThan(216);
  expect(x + box.x * zoom).toBeGreaterThan(0);
  expect(y + box.y * zoom).toBeGreaterThan(0);
  expect(x + (box.x + box.width) * zoom).toBeLessThan(900);
  expect(y + (box.y + box.height) * zoom).toBeLessThan(560);
});

test("without nodes, or a size, the view is at rest", () => {
  expect(firstView([], { width: 900, height: 560 })).toEqual({ x: 0, y: 0, zoom: 1 });
  expect(firstView(flowNodes, { width: 0, height: 0 })).toEqual({ x: 0, y: 0, zoom: 1 });
});
