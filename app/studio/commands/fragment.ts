import type { Block, GraphDocument, GraphEdge, GraphNode, ParamValue } from "@/graph-runtime/graph/document.ts";
import { blocksOf, bringBlocks } from "../blocks/bring-blocks.ts";
import { type Position, snap } from "./add-node.ts";
import type { Command, PortRef } from "./command.ts";
import { freshId } from "./fresh-id.ts";

/** A piece of a graph on the clipboard: nodes, the edges among them, and the edges that fed them from outside. */
export type Fragment = {
  readonly format: "quantloom.fragment/1";
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly inputs: readonly { readonly from: PortRef; readonly to: PortRef }[];
  readonly positions: Readonly<Record<string, Position>>;
  /** Values of the knobs that the nodes read, for a strategy that does not have these knobs. */
  readonly knobs: Readonly<Record<string, number | string | boolean>>;
  /** The blocks that the nodes stand for, and the blocks in these. */
  readonly blocks?: readonly Block[];
};

export function extractFragment(document: GraphDocument, ids: ReadonlySet<string>): Fragment {
  const blocks = blocksOf(
    document,
    document.nodes.filter((node) => ids.has(node.id)),
  );
  const positions: Record<string, Position> = {};
  for (const id of ids) {
    const position = document.ui.nodes[id];
    if (position !== undefined) positions[id] = position;
  }
  return {
    format: "quantloom.fragment/1",
    nodes: document.nodes.filter((node) => ids.has(node.id)),
    edges: document.edges.filter((edge) => ids.has(edge.from.node) && ids.has(edge.to.node)),
    inputs: document.edges.filter((edge) => !ids.has(edge.from.node) && ids.has(edge.to.node)),
    positions,
    knobs: Object.fromEntries(document.parameters.map((parameter) => [parameter.key, parameter.default])),
    ...(blocks.length === 0 ? {} : { blocks }),
  };
}

export type Pasted = { readonly command: Command; readonly ids: readonly string[] };

/**
 * Returns the command that inserts a fragment under fresh ids, its top left corner at `at`.
 * With `keepInputs` the copies read the same outside outputs as the originals did, where those exist.
 */
export function pasteFragment(document: GraphDocument, fragment: Fragment, at: Position, keepInputs = false): Pasted {
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const node of fragment.nodes) {
    const id = freshId(document, node.kind, taken);
    taken.add(id);
    renamed.set(node.id, id);
  }
  const origin = topLeft(Object.values(fragment.positions));
  const rename = (id: string): string => renamed.get(id) ?? id;
  const known = new Set(document.parameters.map((parameter) => parameter.key));
  const brought = bringBlocks(document, fragment.blocks ?? []);
  const nodes = fragment.nodes.map((node) => ({
    ...node,
    ...brought.linkOf(node),
    id: rename(node.id),
    params: Object.fromEntries(
      Object.entries(node.params).flatMap(([key, value]) => {
        const kept = withoutKnob(value, known, fragment.knobs);
        return kept === undefined ? [] : [[key, kept]];
      }),
    ),
  }));
  const edges = fragment.edges.map((edge) => ({
    from: { node: rename(edge.from.node), port: edge.from.port },
    to: { node: rename(edge.to.node), port: edge.to.port },
  }));
  const command: Command = {
    label: nodes.length === 1 ? "Paste node" : `Paste ${nodes.length} nodes`,
    apply: (current) => {
      const present = new Set(current.nodes.map((node) => node.id));
      if (nodes.length === 0 || nodes.some((node) => present.has(node.id))) return current;
      const placed = { ...current.ui.nodes };
      for (const node of fragment.nodes) {
        const from = fragment.positions[node.id] ?? origin;
        placed[rename(node.id)] = snap({ x: at.x + from.x - origin.x, y: at.y + from.y - origin.y });
      }
      const outside = keepInputs
        ? fragment.inputs
            .filter((edge) => present.has(edge.from.node))
            .map((edge) => ({ from: { ...edge.from }, to: { node: rename(edge.to.node), port: edge.to.port } }))
        : [];
      return {
        ...current,
        ...(brought.blocks.length === 0 ? {} : { blocks: [...(current.blocks ?? []), ...brought.blocks] }),
        nodes: [...current.nodes, ...nodes],
        edges: [...current.edges, ...edges, ...outside],
        ui: { ...current.ui, nodes: placed },
      };
    },
  };
  return { command, ids: nodes.map((node) => node.id) };
}

function topLeft(positions: readonly Position[]): Position {
  if (positions.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.min(...positions.map((position) => position.x)),
    y: Math.min(...positions.map((position) => position.y)),
  };
}

/** A knob that the target does not have becomes the value it had where the node was copied. */
function withoutKnob(value: ParamValue, known: ReadonlySet<string>, knobs: Fragment["knobs"]): ParamValue | undefined {
  if (typeof value !== "object" || Array.isArray(value) || known.has(value.$param)) return value;
  return knobs[value.$param];
}
