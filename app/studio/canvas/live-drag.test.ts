import type { NodeChange } from "@xyflow/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FlowNode } from "../store/flow-model.ts";
import { landLive, shiftDragged, takeLive, useLiveDrag } from "./live-drag.ts";

const at = (id: string, x: number, y: number, dragging = false): FlowNode => ({
  id,
  type: "graph",
  position: { x, y },
  dragging,
  data: {},
});
const move = (id: string, x: number, y: number, dragging = true): NodeChange<FlowNode> => ({
  type: "position",
  id,
  position: { x, y },
  dragging,
});
const resting = [at("a", 0, 0), at("b", 300, 400)];
const dragged = [at("a", 0, 0), at("b", 300, 400, true)];

beforeEach(() => vi.stubGlobal("CSS", { escape: (text: string) => text }));
afterEach(() => {
  useLiveDrag.setState({ places: new Map() });
  vi.unstubAllGlobals();
});

describe("a drag from afar", () => {
  test("is taken while it is under way, and neither when it begins nor when it ends", () => {
    expect(takeLive([move("b", 310, 410)], resting)).toBe(false);
    expect(takeLive([move("b", 310, 410)], dragged)).toBe(true);
    expect(takeLive([move("b", 320, 420, false)], dragged)).toBe(false);
    expect([...useLiveDrag.getState().places]).toEqual([["b", { x: 310, y: 410 }]]);
  });

  test("leaves to the store what comes with anything else", () => {
    expect(takeLive([move("b", 310, 410), { type: "select", id: "a", selected: true }], dragged)).toBe(false);
    expect(takeLive([], dragged)).toBe(false);
  });

  test("lands where it was brought to, once, and leaves the others as they are", () => {
    expect(landLive(dragged)).toBe(dragged);
    takeLive([move("b", 310, 410)], dragged);
    const landed = landLive(dragged);
    expect(landed).toEqual([dragged[0], { ...dragged[1], position: { x: 310, y: 410 } }]);
    expect(landed[0]).toBe(dragged[0]);
    expect(landLive(dragged)).toBe(dragged);
  });

  test("shifts the element of the node and the frame of the selection, and puts both back", () => {
    const stage = document.createElement("div");
    stage.innerHTML = `<div class="react-flow__node" data-id="b"></div><div class="react-flow__nodesselection-rect"></div>`;
    const [node, frame] = [...stage.children] as [HTMLElement, HTMLElement];
    const places = new Map([["b", { x: 310, y: 395 }]]);
    shiftDragged(stage, dragged, [places, new Map()]);
    expect([node.style.translate, frame.style.translate]).toEqual(["10px -5px", "10px -5px"]);
    expect(node.dataset).toHaveProperty("live");
    shiftDragged(stage, dragged, [new Map(), places]);
    expect([node.style.translate, frame.style.translate]).toEqual(["", ""]);
    expect(node.dataset).not.toHaveProperty("live");
  });

  test("makes no layers of a great many nodes", () => {
    const many = Array.from({ length: 20 }, (_, index) => at(`n${index}`, 0, index * 100, true));
    const stage = document.createElement("div");
    stage.innerHTML = many.map(({ id }) => `<div class="react-flow__node" data-id="${id}"></div>`).join("");
    shiftDragged(stage, many, [new Map(many.map(({ id }) => [id, { x: 16, y: 0 }])), new Map()]);
    expect(stage.querySelectorAll("[data-live]")).toHaveLength(0);
  });
});
