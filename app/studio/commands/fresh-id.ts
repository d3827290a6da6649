import type { GraphDocument } from "@/graph-runtime/graph/document.ts";

/** Returns an id that no node of the document bears: the last word of the kind, numbered when taken. */
export function freshId(
  document: Pick<GraphDocument, "nodes">,
  kind: string,
  alsoTaken: ReadonlySet<string> = new Set(),
): string {
  const taken = new Set(document.nodes.map((node) => node.id));
  const base =
    kind
      .slice(kind.lastIndexOf(".") + 1)
      .toLowerCase()
      .replace(/[^a-z0-9-]/g, "-") || "node";
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(candidate) && !alsoTaken.has(candidate)) return candidate;
  }
}
