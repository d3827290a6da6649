import { ReactFlowProvider } from "@xyflow/react";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import type { EditActions } from "../keyboard/use-edit-actions.ts";
import { StudioProvider } from "../store/StudioContext.tsx";
import { createStudioStore, type StudioStore } from "../store/studio-store.ts";
import { Canvas } from "./Canvas.tsx";

class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

let store: StudioStore;
let host: HTMLElement;
let root: Root;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("ResizeObserver", NoObserver);
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  // So small a stage shows the graph from afar.
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(300);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(100);
  store = createStudioStore(smaCross.document);
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
  await act(async () =>
    root.render(
      <StudioProvider store={store}>
        <ReactFlowProvider>
          <Canvas isTouch={false} isViewOnly={false} edit={{} as EditActions} />
        </ReactFlowProvider>
      </StudioProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const element = (id: string): HTMLElement => {
  const found = host.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
  if (found === null) throw new Error(`${id} is not drawn`);
  return found;
};
/** Goes to a window after an element was pressed, as a drag listens there. */
const mouse = (type: string, at: number, target?: Element): Promise<void> =>
  act(async () => {
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, button: 0, clientX: at, clientY: at });
    // jsdom takes no other window than its own, which is not the one of the tests
    Object.defineProperty(event, "view", { value: window });
    (target ?? window).dispatchEvent(event);
  });
const placeOf = (id: string) => store.getState().document.ui.nodes[id];
const movingPaths = (): (string | null)[] =>
  [...host.querySelectorAll(".far-edges.is-moving path")].map((path) => path.getAttribute("d"));

test("a node that is dragged from afar is shifted with its edges, and the store hears where it landed", async () => {
  const before = placeOf("fast");
  const left = element("fast").style.left;
  await mouse("mousedown", 100, element("fast"));
  await mouse("mousemove", 110);
  await mouse("mousemove", 140);
  const begun = store.getState().flowNodes;
  const [first] = movingPaths();
  await mouse("mousemove", 160);
  expect(store.getState().flowNodes).toBe(begun);
  expect(element("fast").style.translate).toMatch(/^\d+px \d+px$/);
  expect(movingPaths()).toHaveLength(1);
  expect(movingPaths()).not.toEqual([first]);
  expect(placeOf("fast")).toEqual(before);
  await mouse("mouseup", 160);
  expect(element("fast").style.translate).toBe("");
  expect(movingPaths()).toEqual([]);
  const landed = placeOf("fast");
  expect(landed?.x).toBeGreaterThan((before?.x ?? 0) + 100);
  expect(element("fast").style.left).toBe(`${landed?.x}px`);
  await act(async () => store.getState().undo());
  expect([placeOf("fast"), element("fast").style.left]).toEqual([before, left]);
});

test("several go together", async () => {
  const ids = ["fast", "slow"];
  const before = ids.map(placeOf);
  await act(async () => store.getState().select(ids));
  await mouse("mousedown", 100, element("fast"));
  await mouse("mousemove", 110);
  await mouse("mousemove", 140);
  await mouse("mousemove", 160);
  expect(new Set(ids.map((id) => element(id).style.translate)).size).toBe(1);
  await mouse("mouseup", 160);
  const ways = ids.map((id, order) => (placeOf(id)?.x ?? 0) - (before[order]?.x ?? 0));
  expect(new Set(ways).size).toBe(1);
  expect(ways[0]).toBeGreaterThan(100);
  await act(async () => store.getState().undo());
  expect(ids.map(placeOf)).toEqual(before);
});
