import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { openBlock, type Scope } from "../blocks/scope.ts";

const insideOfBlock = /^\/blocks\/(\d+)\/nodes\/(\d+)/;

/**
 * Returns the problems of each node that is shown. What is wrong inside a block belongs, at the strategy, to the node that
 * stands for the block; inside the block, to the node that it is about.
 */
export function diagnosticsByNode(
  root: GraphDocument,
  diagnostics: readonly Diagnostic[],
  scope: Scope,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  const block = openBlock(root, scope);
  for (const diagnostic of diagnostics) {
    const id = block === undefined ? diagnostic.nodeId : innerNode(root, block.id, diagnostic.path);
    if (id === undefined) continue;
    const list = found.get(id);
    if (list === undefined) found.set(id, [diagnostic]);
    // A block that is used twice has each of its problems once.
    else if (
      block === undefined ||
      !list.some((other) => other.path === diagnostic.path && other.code === diagnostic.code)
    )
      list.push(diagnostic);
  }
  return found;
}

function innerNode(root: GraphDocument, blockId: string, path: string): string | undefined {
  const parts = insideOfBlock.exec(path);
  const block = parts === null ? undefined : root.blocks?.[Number(parts[1])];
  return block?.id === blockId ? block.nodes[Number(parts?.[2])]?.id : undefined;
}
