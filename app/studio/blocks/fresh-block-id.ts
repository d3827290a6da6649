import type { GraphDocument } from "@/graph-runtime/graph/document.ts";

/** Returns an id that no block of the document bears, made of its title. */
export function freshBlockId(
  document: Pick<GraphDocument, "blocks">,
  title: string,
  taken?: ReadonlySet<string>,
): string {
  const used = new Set([...(document.blocks ?? []).map((block) => block.id), ...(taken ?? [])]);
  return numbered(slug(title) || "block", used);
}

export function freshPortId(ports: Iterable<{ readonly id: string }>, wanted: string): string {
  return numbered(slug(wanted) || "port", new Set([...ports].map((port) => port.id)));
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
}

function numbered(base: string, used: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? base : `${base}-${count}`;
    if (!used.has(candidate)) return candidate;
  }
}
