import { expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { createStudioStore } from "./studio-store.ts";
import { withoutMotion } from "./without-motion.ts";

test("a drag wakes nobody who does not look at places; an edit and a choice do", () => {
  const store = createStudioStore(smaCross.document);
  let woken = 0;
  const stop = withoutMotion(store).subscribe(() => (woken += 1));
  const { flowNodes, setFlowNodes, select } = store.getState();
  setFlowNodes(flowNodes.map((node) => ({ ...node, position: { x: 8, y: 8 } })));
  expect(woken).toBe(0);
  select(["fast"]);
  expect(woken).toBe(1);
  store.getState().dispatch({ label: "Rename", apply: (document) => ({ ...document, name: "Other" }) });
  expect(woken).toBe(2);
  stop();
  select([]);
  expect(woken).toBe(2);
});
