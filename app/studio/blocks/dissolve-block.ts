import { BLOCK_INPUTS, BLOCK_OUTPUTS } from "@/graph-runtime/graph/block-ports.ts";
import type { GraphDocument, GraphEdge } from "@/graph-runtime/graph/document.ts";
import { findBlock } from "@/graph-runtime/nodes/block-kind.ts";
import type { Command, PortRef } from "../commands/command.ts";
import { freshId } from "../commands/fresh-id.ts";

export type Dissolved = { readonly command: Command; readonly ids: readonly string[] };

/** Returns the command that puts what is in a block in the place of a node that stands for it; null where it is none. */
export function dissolveBlock(document: GraphDocument, nodeId: string): Dissolved | null {
  const outer = document.nodes.find((node) => node.id === nodeId);
  const block = outer === undefined ? undefined : findBlock(document, outer.kind);
  if (outer === undefined || block === undefined) return null;

  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const node of block.nodes) {
    const id = freshId(document, node.kind, taken);
    taken.add(id);
    names.set(node.id, id);
  }
  const rename = (id: string): string => names.get(id) ?? id;
  const nodes = block.nodes.map((node) => ({
    ...node,
    id: rename(node.id),
    params: Object.fromEntries(
      Object.entries(node.params).map(([key, value]) => {
        if (typeof value !== "object" || Array.isArray(value)) return [key, value];
        const knob = block.parameters.find((parameter) => parameter.key === value.$param);
        return [key, knob === undefined ? value : (outer.params[knob.key] ?? knob.default)];
      }),
    ),
  }));

  const feeding = new Map(
    document.edges.filter((edge) => edge.to.node === nodeId).map((edge) => [edge.to.port, edge.from]),
  );
  const giving = new Map(
    block.edges.filter((edge) => edge.to.node === BLOCK_OUTPUTS).map((edge) => [edge.to.port, edge.from]),
  );
  /** Where a value of the inside comes from once the block is gone. */
  const source = (from: PortRef): PortRef | undefined =>
    from.node === BLOCK_INPUTS ? feeding.get(from.port) : { node: rename(from.node), port: from.port };
  const edges: GraphEdge[] = [];
  for (const { from, to } of block.edges) {
    const start = to.node === BLOCK_OUTPUTS ? undefined : source(from);
    if (start !== undefined) edges.push({ from: start, to: { node: rename(to.node), port: to.port } });
  }
  for (const { from, to } of document.edges) {
    const given = from.node === nodeId ? giving.get(from.port) : undefined;
    const start = given === undefined ? undefined : source(given);
    if (start !== undefined) edges.push({ from: start, to });
  }

  const at = document.ui.nodes[nodeId] ?? { x: 0, y: 0 };
  const inside = block.nodes.map((node) => block.ui?.nodes[node.id]).filter((place) => place !== undefined);
  const corner = {
    x: inside.length === 0 ? 0 : Math.min(...inside.map(({ x }) => x)),
    y: inside.length === 0 ? 0 : Math.min(...inside.map(({ y }) => y)),
  };
  const command: Command = {
    label: `Take ${block.title} apart`,
    apply: (present) => {
      if (!present.nodes.some((node) => node.id === nodeId)) return present;
      if (present.nodes.some((node) => taken.has(node.id))) return present;
      const { [nodeId]: _gone, ...places } = present.ui.nodes;
      const placed = Object.fromEntries(
        block.nodes.map((node, order) => {
          const { x, y } = block.ui?.nodes[node.id] ?? { x: corner.x + order * 288, y: corner.y };
          return [rename(node.id), { x: at.x + x - corner.x, y: at.y + y - corner.y }];
        }),
      );
      return {
        ...present,
        nodes: [...present.nodes.filter((node) => node.id !== nodeId), ...nodes],
        edges: [...present.edges.filter((edge) => edge.from.node !== nodeId && edge.to.node !== nodeId), ...edges],
        ui: {
          ...present.ui,
          nodes: { ...places, ...placed },
          groups: present.ui.groups
            .map((group) =>
              group.nodes.includes(nodeId)
                ? { ...group, nodes: group.nodes.flatMap((id) => (id === nodeId ? [...taken] : [id])) }
                : group,
            )
            .filter((group) => group.nodes.length > 0),
        },
      };
    },
  };
  return { command, ids: [...taken] };
}
