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
    const far: FlowNode = { ...node, style: { ...node.style, transform: "none", left: x, top: y } };
    known.set(node, far);
    return far;
  });
}
