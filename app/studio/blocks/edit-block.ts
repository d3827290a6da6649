import { BLOCK_INPUTS, BLOCK_OUTPUTS } from "@/graph-runtime/graph/block-ports.ts";
import type { Block, GraphDocument, GraphEdge } from "@/graph-runtime/graph/document.ts";
import { blockKind } from "@/graph-runtime/nodes/block-kind.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import type { Command } from "../commands/command.ts";
import { freshBlockId, freshPortId } from "./fresh-block-id.ts";
import { replaceBlock } from "./replace-block.ts";

type Side = "inputs" | "outputs";

/** Names and describes a block; its meaning, and so its version, stays. */
export function renameBlock(id: string, text: { readonly title: string; readonly description?: string }): Command {
  return editBlock({ id, version: null, label: "Rename block", mergeKey: `block:${id}` }, (block) => {
    const title = text.title.trim() === "" ? block.title : text.title;
    const { description: _before, ...rest } = block;
    const description = text.description ?? block.description;
    return { ...rest, title, ...(description === undefined || description === "" ? {} : { description }) };
  });
}

type NewPort = { readonly label: string; readonly type: PortType; readonly version: number };

export function addBlockPort(id: string, side: Side, { label, type, version }: NewPort): Command {
  return editBlock({ id, version, label: side === "inputs" ? "Add input" : "Add output" }, (block) => ({
    ...block,
    [side]: [...block[side], { id: freshPortId(block[side], label), label, type }],
  }));
}

export function renameBlockPort(
  id: string,
  side: Side,
  port: { readonly id: string; readonly label: string },
): Command {
  const mergeKey = `port:${id}:${side}:${port.id}`;
  return editBlock({ id, version: null, label: "Rename port", mergeKey }, (block) => ({
    ...block,
    [side]: block[side].map((other) => (other.id === port.id ? { ...other, label: port.label } : other)),
  }));
}

/** Removes a port of a block, with the edges at it: inside, and at every node that stands for the block. */
export function removeBlockPort(
  id: string,
  side: Side,
  { id: portId, version }: { readonly id: string; readonly version: number },
): Command {
  const inner = (edge: GraphEdge): boolean =>
    side === "inputs"
      ? edge.from.node === BLOCK_INPUTS && edge.from.port === portId
      : edge.to.node === BLOCK_OUTPUTS && edge.to.port === portId;
  return {
    label: side === "inputs" ? "Remove input" : "Remove output",
    onWhole: true,
    apply: (root) => {
      const removed = editBlock({ id, version, label: "" }, (block) => ({
        ...block,
        [side]: block[side].filter((port) => port.id !== portId),
        edges: block.edges.filter((edge) => !inner(edge)),
      })).apply(root);
      if (removed === root) return root;
      const kind = blockKind(id);
      const without = <Part extends Pick<GraphDocument, "nodes" | "edges">>(part: Part): Part => {
        const linked = new Set(part.nodes.filter((node) => node.kind === kind).map((node) => node.id));
        if (linked.size === 0) return part;
        const edges = part.edges.filter((edge) => {
          const end = side === "inputs" ? edge.to : edge.from;
          return !(linked.has(end.node) && end.port === portId);
        });
        return { ...part, edges };
      };
      const outer = without(removed);
      return { ...outer, ...(outer.blocks === undefined ? {} : { blocks: outer.blocks.map(without) }) };
    },
  };
}

/** Gives one node a copy of its block, which changes on its own from then on. */
export function copyBlock(document: GraphDocument, nodeId: string): Command {
  const node = document.nodes.find((candidate) => candidate.id === nodeId);
  const block = document.blocks?.find((candidate) => blockKind(candidate.id) === node?.kind);
  if (node === undefined || block === undefined) return { label: "Copy block", apply: (present) => present };
  const title = `${block.title} copy`.slice(0, 120);
  const id = freshBlockId(document, title);
  const { library: _origin, ...own } = block;
  return {
    label: `Make ${title} a block of its own`,
    apply: (present) => ({
      ...present,
      blocks: [...(present.blocks ?? []), { ...own, id, title, version: 1 }],
      nodes: present.nodes.map((other) =>
        other.id === nodeId ? { ...other, kind: blockKind(id), version: 1 } : other,
      ),
    }),
  };
}

/** Takes a block that no node stands for out of the strategy. */
export function removeBlock(id: string): Command {
  return {
    label: "Remove block",
    onWhole: true,
    apply: (root) => {
      if (usesOf(root, id) > 0 || root.blocks === undefined) return root;
      const { blocks, ...rest } = root;
      const left = blocks.filter((block) => block.id !== id);
      if (left.length === blocks.length) return root;
      return left.length === 0 ? rest : { ...rest, blocks: left };
    },
  };
}

/** Returns how many nodes of the strategy and of its blocks stand for a block. */
export function usesOf(root: GraphDocument, id: string): number {
  const kind = blockKind(id);
  return [root, ...(root.blocks ?? [])].reduce(
    (sum, part) => sum + part.nodes.filter((node) => node.kind === kind).length,
    0,
  );
}

type Edit = {
  readonly id: string;
  readonly label: string;
  /** The version that the block had when it was opened; null for an edit of names, which leaves the version. */
  readonly version: number | null;
  readonly mergeKey?: string;
};

function editBlock({ id, label, version, mergeKey }: Edit, edit: (block: Block) => Block): Command {
  return {
    label,
    onWhole: true,
    ...(mergeKey === undefined ? {} : { mergeKey }),
    apply: (root) => {
      const block = root.blocks?.find((candidate) => candidate.id === id);
      if (block === undefined || root.blocks === undefined) return root;
      const edited = edit(block);
      if (version !== null) return replaceBlock(root, edited, version);
      return { ...root, blocks: root.blocks.map((other) => (other === block ? edited : other)) };
    },
  };
}
