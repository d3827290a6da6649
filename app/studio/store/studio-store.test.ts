import { describe, expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { setParam } from "../commands/edit-node.ts";
import { moveNodes } from "../commands/move-nodes.ts";
import { removeItems } from "../commands/remove-nodes.ts";
import { indexOf } from "./document-index.ts";
import { createStudioStore } from "./studio-store.ts";

const create = (now = () => 0) => createStudioStore(smaCross.document, now);

describe("the studio store", () => {
  test("typing into one field is one undo step, a pause starts another", () => {
    let time = 0;
    const store = create(() => time);
    for (const level of [1, 12, 120]) {
      time += 300;
      store.getState().dispatch(setParam("up", "level", level));
    }
    time += 5000;
    store.getState().dispatch(setParam("up", "level", 7));
    expect(store.getState().history.past).toHaveLength(2);
    store.getState().undo();
    expect(indexOf(store.getState().document).nodes.get("up")?.params["level"]).toBe(120);
    store.getState().undo();
    expect(store.getState().document).toBe(smaCross.document);
  });

  test("an edit after an undo drops what could be redone", () => {
    const store = create();
    store.getState().dispatch(setParam("up", "level", 1));
    store.getState().undo();
    store.getState().dispatch(setParam("down", "level", 2));
    expect(store.getState().history.future).toEqual([]);
  });

  test("a parameter changes nothing of what React Flow draws", () => {
    const store = create();
    const { flowNodes, flowEdges } = store.getState();
    store.getState().dispatch(setParam("up", "level", 7));
    expect(store.getState().flowNodes).toBe(flowNodes);
    expect(store.getState().flowEdges).toBe(flowEdges);
  });

  test("nodes that did not change keep their React Flow object", () => {
    const store = create();
    const before = store.getState().flowNodes;
    store.getState().dispatch(moveNodes(new Map([["up", { x: 800, y: 80 }]])));
    const after = store.getState().flowNodes;
    expect(after.filter((node, index) => node !== before[index]).map((node) => node.id)).toEqual(["up"]);
  });

  test("deleting a selected node takes it out of the selection, undo brings it back", () => {
    const store = create();
    store.getState().select(["fast", "slow"]);
    store.getState().dispatch(removeItems(new Set(["fast"])));
    expect(store.getState().selectedNodes).toEqual(["slow"]);
    store.getState().undo();
    expect(store.getState().flowNodes.some((node) => node.id === "fast")).toBe(true);
  });

  test("wiring tells for every port at the far side whether it fits", () => {
    const store = create();
    store.getState().startWiring({ node: "price", port: "close" }, "source", "drag");
    const fits = store.getState().wiring?.fits;
    expect(fits?.get("target|up:a")).toEqual({ allowed: true });
    expect(fits?.get("target|buy:when")).toEqual({ allowed: false });
    expect(fits?.has("source|fast:value")).toBe(false);
  });
});
