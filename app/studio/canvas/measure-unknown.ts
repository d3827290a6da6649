import type { useStoreApi } from "@xyflow/react";

type FlowStore = ReturnType<typeof useStoreApi>;
type Flow = ReturnType<FlowStore["getState"]>;

const taught = new WeakSet<FlowStore>();

/**
 * Teaches React Flow to measure only what is drawn in another size than is known. It measures every node that appears and draws
 * all of them once more, though the studio tells it the size and the ports of its nodes (`node-shape.ts`).
 */
export function measureUnknown(store: FlowStore): void {
  if (taught.has(store)) return;
  taught.add(store);
  const { updateNodeInternals } = store.getState();
  store.setState({
    updateNodeInternals: (updates, options) => {
      const { nodeLookup } = store.getState();
      const unknown = [...updates].filter(([id, { nodeElement }]) => !isKnown(nodeLookup.get(id), nodeElement));
      if (unknown.length > 0) updateNodeInternals(new Map(unknown), options);
    },
  });
}

function isKnown(node: ReturnType<Flow["nodeLookup"]["get"]>, element: HTMLElement): boolean {
  return (
    node?.internals.userNode.handles !== undefined &&
    node.measured.width === element.offsetWidth &&
    node.measured.height === element.offsetHeight
  );
}
