import { ReactFlowProvider } from "@xyflow/react";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { makeBlock } from "../blocks/make-block.ts";
import { groupNodes } from "../commands/annotate.ts";
import { addBend } from "../commands/bend-edge.ts";
import { collapseGroup } from "../commands/collapse.ts";
import type { EditActions } from "../keyboard/use-edit-actions.ts";
import { StudioProvider } from "../store/StudioContext.tsx";
import { createStudioStore, type StudioStore } from "../store/studio-store.ts";
import { Canvas } from "./Canvas.tsx";

/** jsdom lays nothing out: every element that is observed is told to be as large as a node. */
class SizedObserver {
  readonly #notify: (entries: readonly { readonly target: Element }[]) => void;
  constructor(notify: (entries: readonly { readonly target: Element }[]) => void) {
    this.#notify = notify;
  }
  observe(target: Element): void {
    setTimeout(() => this.#notify([{ target }]), 0);
  }
  unobserve(): void {}
  disconnect(): void {}
}

const none = (): void => undefined;
const edit: EditActions = {
  copy: async () => undefined,
  cut: async () => undefined,
  paste: async () => undefined,
  duplicate: none,
  remove: none,
  removeAndReconnect: none,
  selectAll: none,
  selectAlong: none,
  toggleMute: none,
  toggleBypass: none,
  toggleCollapse: none,
  align: none,
  distribute: none,
  makeBlock: none,
  openBlock: () => false,
  group: none,
  ungroup: none,
  note: none,
  nudge: none,
};

let store: StudioStore;
let host: HTMLElement;
let root: Root;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("ResizeObserver", SizedObserver);
  vi.stubGlobal(
    "DOMMatrixReadOnly",
    class {
      readonly m22 = 1;
    },
  );
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(216);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(120);
  store = createStudioStore(smaCross.document);
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
  await change(() =>
    root.render(
      <StudioProvider store={store}>
        <ReactFlowProvider>
          <Canvas isTouch={false} isViewOnly={false} edit={edit} />
        </ReactFlowProvider>
      </StudioProvider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
});

/** Does something and waits until React Flow has measured what came of it. */
async function change(edited: () => void): Promise<void> {
  await act(async () => {
    edited();
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
}

const shownNodes = (): (string | null)[] =>
  [...host.querySelectorAll("[data-graph-node]")].map((node) => node.getAttribute("data-graph-node")).sort();
const textOf = (testId: string): string | null | undefined =>
  host.querySelector(`[data-testid="${testId}"]`)?.textContent;

test("a block is drawn with its version, opened under a breadcrumb with its ports, and left again", async () => {
  expect(shownNodes()).toHaveLength(7);
  const made = makeBlock(store.getState().document, ["fast", "slow"], "Two averages");
  if ("reason" in made) throw new Error(made.reason);
  await change(() => store.getState().dispatch(made.command));
  expect(textOf(`node-${made.id}`)).toContain("Two averagesv1");
  await change(() => store.getState().enterBlock(made.id));
  expect(textOf("breadcrumb")).toContain("SMA crossTwo averagesv1");
  expect(shownNodes()).toEqual(["_in", "_out", "fast", "slow"]);
  await change(() => store.getState().leaveBlock(0));
  expect(textOf("breadcrumb")).toBeUndefined();
  expect(shownNodes()).toHaveLength(6);
});

test("a folded frame shows the ports at its border, and an edge its dots", async () => {
  await change(() => {
    store.getState().dispatch(groupNodes("turns", "Turns", ["up", "down"]));
    store.getState().dispatch(collapseGroup("turns", true));
  });
  expect(textOf("group-turns")).toContain("Crosses, Crossed");
  expect(shownNodes()).toEqual(["buy", "fast", "price", "sell", "slow"]);
  const id = store.getState().flowEdges[0]?.id ?? "";
  await change(() => store.getState().dispatch(addBend(id, 0, { x: 100, y: 100 })));
  expect(host.querySelectorAll(".bend-dot")).toHaveLength(1);
});
