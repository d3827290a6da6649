import type { Block, GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { blockKind } from "@/graph-runtime/nodes/block-kind.ts";

/**
 * Puts an edited block in the place of the present one. Where its meaning changed, it becomes the version after
 * `versionAtEntry`, once however many edits follow, and every node that is linked to it moves along.
 */
export function replaceBlock(root: GraphDocument, next: Block, versionAtEntry: number): GraphDocument {
  const present = root.blocks?.find((block) => block.id === next.id);
  if (root.blocks === undefined || present === undefined) return root;
  const version = sameMeaning(present, next) ? present.version : Math.max(present.version, versionAtEntry + 1);
  const versioned = { ...next, version };
  const blocks = root.blocks.map((block) => (block.id === next.id ? versioned : block));
  if (version === present.version) return { ...root, blocks };
  const link = { kind: blockKind(next.id), from: present.version, to: version };
  return {
    ...root,
    nodes: relink(root.nodes, link),
    blocks: blocks.map((block) => {
      const nodes = relink(block.nodes, link);
      return nodes === block.nodes ? block : { ...block, nodes };
    }),
  };
}

type Link = { readonly kind: string; readonly from: number; readonly to: number };

function relink(nodes: GraphNode[], { kind, from, to }: Link): GraphNode[] {
  const isLinked = (node: GraphNode): boolean => node.kind === kind && node.version === from;
  return nodes.some(isLinked) ? nodes.map((node) => (isLinked(node) ? { ...node, version: to } : node)) : nodes;
}

/** Edits share what they leave alone, so members are compared by identity. Looks and titles are no part of the meaning. */
function sameMeaning(left: Block, right: Block): boolean {
  return (
    sameMembers(left.nodes, right.nodes) &&
    sameMembers(left.edges, right.edges) &&
    sameMembers(left.inputs, right.inputs) &&
    sameMembers(left.outputs, right.outputs) &&
    sameMembers(left.parameters, right.parameters)
  );
}

function sameMembers(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left === right || (left.length === right.length && left.every((member, index) => member === right[index]));
}
