import { describe, expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { groupNodes } from "../commands/annotate.ts";
import { collapseGroup } from "../commands/collapse.ts";
import { createStudioStore } from "./studio-store.ts";

function folded() {
  const store = createStudioStore(smaCross.document, () => 0);
  store.getState().dispatch(groupNodes("g", "Turns", ["up", "down", "slow"]));
  store.getState().select(["up"]);
  store.getState().dispatch(collapseGroup("g", true));
  return store;
}
const shownEdges = (store: ReturnType<typeof folded>) =>
  store
    .getState()
    .flowEdges.map(
      ({ source, sourceHandle, target, targetHandle }) => `${source}.${sourceHandle} > ${target}.${targetHandle}`,
    )
    .sort();

describe("a folded group", () => {
  test("hides its nodes, which are no longer selected, and leaves the document's edges alone", () => {
    const store = folded();
    const hidden = store
      .getState()
      .flowNodes.filter((node) => node.hidden === true)
      .map((node) => node.id);
    expect(hidden.sort()).toEqual(["down", "slow", "up"]);
    expect(store.getState().selectedNodes).toEqual([]);
    expect(store.getState().document.edges).toBe(smaCross.document.edges);
  });

  test("shows the edges at its border at ports of its own, and none within", () => {
    expect(shownEdges(folded())).toEqual(
      [
        "price.close > fast.source",
        "price.close > group:g.slow:source",
        "fast.value > group:g.up:a",
        "fast.value > group:g.down:a",
        "group:g.up:crossed > buy.when",
        "group:g.down:crossed > sell.when",
      ].sort(),
    );
  });

  test("unfolded, shows all again", () => {
    const store = folded();
    store.getState().dispatch(collapseGroup("g", false));
    expect(store.getState().flowNodes.some((node) => node.hidden === true)).toBe(false);
    expect(shownEdges(store)).toContain("slow.value > up.b");
  });
});
