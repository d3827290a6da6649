import type { NodeChange } from "@xyflow/react";
import { afterEach, describe, expect, test } from "vitest";
import type { FlowNode } from "../store/flow-model.ts";
import { useGuides } from "./GuideLines.tsx";
import { guideDrag } from "./guide-drag.ts";

const at = (id: string, x: number, y: number): FlowNode => ({
  id,
  type: "graph",
  position: { x, y },
  measured: { width: 216, height: 120 },
  data: {},
});
const nodes = [at("a", 0, 0), at("b", 300, 400)];
const drag = (x: number, y: number, dragging = true): NodeChange<FlowNode>[] => [
  { type: "position", id: "b", position: { x, y }, dragging },
];

afterEach(() => useGuides.setState({ guides: [] }));

describe("a node that is dragged", () => {
  test("snaps to the line of another and shows it", () => {
    expect(guideDrag(drag(4, 400), nodes)).toMatchObject([{ position: { x: 0, y: 400 } }]);
    expect(useGuides.getState().guides.map((guide) => guide.axis)).toContain("x");
  });

  test("goes where the pointer leads away from all lines, and no line stays", () => {
    guideDrag(drag(4, 400), nodes);
    expect(guideDrag(drag(48, 520), nodes)).toMatchObject([{ position: { x: 48, y: 520 } }]);
    expect(useGuides.getState().guides).toEqual([]);
  });

  test("keeps at the end the place where it was shown", () => {
    const [last] = guideDrag(drag(4, 400, false), nodes);
    expect(last).not.toHaveProperty("position");
    expect(last).toMatchObject({ id: "b", dragging: false });
  });

  test("moves freely together with others", () => {
    const both: NodeChange<FlowNode>[] = [
      ...drag(4, 400),
      { type: "position", id: "a", position: { x: 3, y: 3 }, dragging: true },
    ];
    expect(guideDrag(both, nodes)).toEqual(both);
  });
});
