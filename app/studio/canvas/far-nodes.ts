import type { FlowNode } from "../store/flow-model.ts";

const known = new WeakMap<FlowNode, FlowNode>();

/**
 * Returns the nodes as they are drawn from afar: placed by their corner instead of a transform. A browser keeps what is
 * transformed apart from the rest and puts hundreds of parts together again in every frame.
 */
export function farNodes(nodes: readonly FlowNode[]): FlowNode[] {
  return nodes.map((node) => {
    const present = known.get(node);
    if (present !== undefined) return present;
    const { x, y } = node.position;
    // What is dragged lies over all others: they stay one drawing.
    const zIndex = node.dragging === true ? { zIndex: 1000 } : {};
    const far: FlowNode = { ...node, style: { ...node.style, transform: "none", left: x, top: y, ...zIndex } };
    known.set(node, far);
    return far;
  });
}
