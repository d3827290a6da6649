import type { GraphDocument } from "@/graph-runtime/graph/document.ts";

export type CellChange = { readonly path: string; readonly before: unknown; readonly after: unknown };

/** Returns a document as a flat list of independently editable cells (node, edge, place, setting, knob, block, note, group), keyed so that two documents can be compared and merged cell by cell. */
export function cellsOf(document: GraphDocument): Map<string, unknown> {
  const cells = new Map<string, unknown>([["name", document.name]]);
  for (const [key, value] of Object.entries(document.settings)) cells.set(`settings/${key}`, value);
  cells.set("universe", document.universe);
  for (const parameter of document.parameters) cells.set(`parameter/${parameter.key}`, parameter);
  for (const node of document.nodes) cells.set(`node/${node.id}`, node);
  for (const edge of document.edges) cells.set(`edge/${edge.to.node}/${edge.to.port}`, edge.from);
  for (const [id, position] of Object.entries(document.ui.nodes)) cells.set(`position/${id}`, position);
  for (const block of document.blocks ?? []) cells.set(`block/${block.id}`, block);
  for (const [id, points] of Object.entries(document.ui.bends ?? {})) cells.set(`bends/${id}`, points);
  for (const note of document.ui.notes) cells.set(`note/${idOf(note)}`, note);
  for (const group of document.ui.groups) cells.set(`group/${idOf(group)}`, group);
  return cells;
}

/** Returns what changed from one document to another, cell by cell. */
export function diffDocuments(before: GraphDocument, after: GraphDocument): CellChange[] {
  const left = cellsOf(before);
  const right = cellsOf(after);
  const changes: CellChange[] = [];
  for (const path of new Set([...left.keys(), ...right.keys()])) {
    const old = left.get(path);
    const now = right.get(path);
    if (!isSame(old, now)) changes.push({ path, before: old, after: now });
  }
  return changes;
}

export function isSame(left: unknown, right: unknown): boolean {
  return left === right || canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function idOf(item: unknown): string {
  return item !== null && typeof item === "object" && "id" in item ? String(item.id) : canonical(item);
}
