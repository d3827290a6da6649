import type { Block, GraphDocument } from "../graph/document.ts";

const PREFIX = "block.";

/** Returns the kind of the nodes that stand for a block. */
export function blockKind(id: string): string {
  return PREFIX + id;
}

/** The part of a document that defines kinds of its own. */
export type OwnKinds = Pick<GraphDocument, "blocks">;

export function findBlock(document: OwnKinds, kind: string): Block | undefined {
  if (!kind.startsWith(PREFIX)) return undefined;
  const id = kind.slice(PREFIX.length);
  return document.blocks?.find((block) => block.id === id);
}
