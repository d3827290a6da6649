import type { Block, GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { blockKind, findBlock } from "@/graph-runtime/nodes/block-kind.ts";
import { bringBlocks } from "../blocks/bring-blocks.ts";
import type { Command } from "../commands/command.ts";

/** A version of the team's library: the blocks that a block is made of, and last the block itself. */
export type LibraryVersion = { readonly id: string; readonly version: number; readonly blocks: readonly Block[] };

/** Returns a block of the strategy as the library keeps it: what it is made of first, each before what uses it. */
export function blocksToSave(root: Pick<GraphDocument, "blocks">, block: Block): readonly Block[] {
  const found: Block[] = [];
  const visit = (one: Block): void => {
    if (found.includes(one)) return;
    for (const node of one.nodes) {
      const inner = findBlock(root, node.kind);
      if (inner !== undefined) visit(inner);
    }
    found.push(one);
  };
  visit(block);
  return found;
}

/** Whether a block was changed in this strategy since it was taken from the library or saved to it. */
export function isChangedHere(block: Block): boolean {
  return block.library !== undefined && block.version !== block.library.as;
}

/** Notes that a block of the strategy is a version of the library. */
export function linkToLibrary(blockId: string, origin: { readonly id: string; readonly version: number }): Command {
  return {
    label: "Save to the library",
    onWhole: true,
    apply: (root) => ({
      ...root,
      blocks: (root.blocks ?? []).map((block) =>
        block.id === blockId ? { ...block, library: { ...origin, as: block.version } } : block,
      ),
    }),
  };
}

/** Returns the command that brings a block of the library into the strategy, and the kind that stands for it then. */
export function bringFromLibrary(
  root: GraphDocument,
  { id, version, blocks }: LibraryVersion,
): { readonly command: Command | null; readonly kind: string } {
  const present = root.blocks?.find((block) => block.library?.id === id);
  if (present !== undefined) return { command: null, kind: blockKind(present.id) };
  const stamped = blocks.map((block, order) =>
    order === blocks.length - 1 ? { ...block, library: { id, version, as: block.version } } : block,
  );
  const brought = bringBlocks(root, stamped);
  const itself = brought.blocks.at(-1);
  if (itself === undefined) throw new Error("the library keeps at least one block in a version");
  const command: Command = {
    label: `Take ${itself.title} from the library`,
    onWhole: true,
    apply: (present) => ({ ...present, blocks: [...(present.blocks ?? []), ...brought.blocks] }),
  };
  return { command, kind: blockKind(itself.id) };
}

/** Returns a block of the strategy as it would be after it was brought to a version of the library. */
export function updatedBlock(root: GraphDocument, block: Block, { id, version, blocks }: LibraryVersion): Block {
  const itself = blocks.at(-1);
  if (itself === undefined) return block;
  const { linkOf } = bringBlocks(root, blocks.slice(0, -1));
  const next = block.version + 1;
  return {
    ...itself,
    id: block.id,
    version: next,
    nodes: itself.nodes.map((node) => ({ ...node, ...linkOf(node) })),
    library: { id, version, as: next },
  };
}

/** Brings a block of the strategy, and every node that is linked to it, to a version of the library. */
export function updateFromLibrary(blockId: string, version: LibraryVersion): Command {
  return {
    label: "Update from the library",
    onWhole: true,
    apply: (root) => {
      const block = root.blocks?.find((candidate) => candidate.id === blockId);
      if (block === undefined || root.blocks === undefined) return root;
      const next = updatedBlock(root, block, version);
      const inner = bringBlocks(root, version.blocks.slice(0, -1)).blocks;
      const blocks = [...root.blocks.map((other) => (other === block ? next : other)), ...inner];
      const relinked = relink(root, next);
      return { ...relinked, blocks: blocks.map((other) => (other === next ? other : relink(other, next))) };
    },
  };
}

/** Lets the nodes that stand for a block follow it: without parameters that it lost, and edges at ports that it lost. */
function relink<Part extends Pick<GraphDocument, "nodes" | "edges">>(part: Part, block: Block): Part {
  const kind = blockKind(block.id);
  const linked = new Set(part.nodes.filter((node) => node.kind === kind).map((node) => node.id));
  if (linked.size === 0) return part;
  const keys = new Set(block.parameters.map(({ key }) => key));
  const follow = (node: GraphNode): GraphNode => ({
    ...node,
    version: block.version,
    params: Object.fromEntries(Object.entries(node.params).filter(([key]) => keys.has(key))),
  });
  const [inputs, outputs] = [block.inputs, block.outputs].map((ports) => new Set(ports.map(({ id }) => id)));
  return {
    ...part,
    nodes: part.nodes.map((node) => (linked.has(node.id) ? follow(node) : node)),
    edges: part.edges.filter(
      ({ from, to }) =>
        !(linked.has(from.node) && outputs?.has(from.port) === false) &&
        !(linked.has(to.node) && inputs?.has(to.port) === false),
    ),
  };
}

/** Returns in words what a strategy would lose by an update: edges at ports and parameters that are there no longer. */
export function lostByUpdate(root: GraphDocument, block: Block, next: Block): readonly string[] {
  const kind = blockKind(block.id);
  const parts = [root, ...(root.blocks ?? [])];
  const lost: string[] = [];
  for (const side of ["inputs", "outputs"] as const)
    for (const port of block[side].filter(({ id }) => !next[side].some((other) => other.id === id))) {
      const count = parts.reduce((sum, { nodes, edges }) => {
        const linked = new Set(nodes.filter((node) => node.kind === kind).map((node) => node.id));
        const ends = edges.map(({ from, to }) => (side === "inputs" ? to : from));
        return sum + ends.filter((end) => linked.has(end.node) && end.port === port.id).length;
      }, 0);
      const what = `${side === "inputs" ? "input" : "output"} ${port.label}`;
      lost.push(
        `The ${what} is gone${count === 0 ? "." : `: ${count} ${count === 1 ? "edge is" : "edges are"} removed.`}`,
      );
    }
  for (const { key, label = key } of block.parameters.filter(
    ({ key }) => !next.parameters.some((other) => other.key === key),
  ))
    lost.push(`The parameter ${label} is gone, with the values that nodes gave it.`);
  return lost;
}
