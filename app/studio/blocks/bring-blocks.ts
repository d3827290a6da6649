import type { Block, GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { blockKind, findBlock } from "@/graph-runtime/nodes/block-kind.ts";
import { freshBlockId } from "./fresh-block-id.ts";

/** Returns the blocks that nodes stand for, and the blocks that are used in these, in the document's order. */
export function blocksOf(document: Pick<GraphDocument, "blocks">, nodes: readonly GraphNode[]): readonly Block[] {
  const found = new Set<Block>();
  const visit = (list: readonly GraphNode[]): void => {
    for (const node of list) {
      const block = findBlock(document, node.kind);
      if (block === undefined || found.has(block)) continue;
      found.add(block);
      visit(block.nodes);
    }
  };
  visit(nodes);
  return (document.blocks ?? []).filter((block) => found.has(block));
}

export type Brought = {
  /** Blocks that the document does not have yet. */
  readonly blocks: readonly Block[];
  /** Returns the kind and version under which a node stands for its block in the document. */
  readonly linkOf: (node: GraphNode) => Pick<GraphNode, "kind" | "version">;
};

/**
 * Returns how blocks come into a document: one that is there already with the same content is linked to; another under
 * the same id comes in as a block of its own.
 */
export function bringBlocks(document: Pick<GraphDocument, "blocks">, blocks: readonly Block[]): Brought {
  const links = new Map<string, Pick<GraphNode, "kind" | "version">>();
  const fresh: { readonly block: Block; readonly id: string }[] = [];
  const taken = new Set<string>();
  for (const block of blocks) {
    const present = findBlock(document, blockKind(block.id));
    if (present !== undefined && JSON.stringify(present) === JSON.stringify(block)) continue;
    const isFree = present === undefined && !taken.has(block.id);
    const id = isFree ? block.id : freshBlockId(document, block.id, taken);
    taken.add(id);
    fresh.push({ block, id });
    links.set(blockKind(block.id), { kind: blockKind(id), version: block.version });
  }
  const linkOf: Brought["linkOf"] = (node) => links.get(node.kind) ?? { kind: node.kind, version: node.version };
  return {
    linkOf,
    blocks: fresh.map(({ block, id }) => ({
      ...block,
      id,
      nodes: block.nodes.map((node) => ({ ...node, ...linkOf(node) })),
    })),
  };
}
