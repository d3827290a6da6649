import { create } from "zustand";
import type { Looked } from "../preview/preview-messages.ts";

/** What every port held at one bar, outside of React Flow's nodes, so that moving along the bars renders only the chips. */
type ScrubState = {
  readonly looked: Looked | null;
  /** By "node.port"; NaN is unknown. */
  readonly values: ReadonlyMap<string, number>;
  /** Nodes whose value held an order back at the bar. */
  readonly blockers: ReadonlySet<string>;
  /** Order nodes that acted at the bar. */
  readonly fired: ReadonlySet<string>;
  readonly show: (looked: Looked) => void;
  readonly clear: () => void;
};

const noValues: ReadonlyMap<string, number> = new Map();
const noNodes: ReadonlySet<string> = new Set();

export const useScrub = create<ScrubState>((set, get) => ({
  looked: null,
  values: noValues,
  blockers: noNodes,
  fired: noNodes,
  show: (looked) =>
    set({
      looked,
      values: new Map(looked.values),
      blockers: new Set(looked.orders.flatMap((order) => (order.heldBackBy === null ? [] : [order.heldBackBy.nodeId]))),
      fired: new Set(looked.orders.filter((order) => order.hasFired).map((order) => order.nodeId)),
    }),
  clear: () => {
    if (get().looked !== null) set({ looked: null, values: noValues, blockers: noNodes, fired: noNodes });
  },
}));
