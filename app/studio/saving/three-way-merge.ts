import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { edgeId } from "../commands/connect.ts";
import { cellsOf, isSame } from "../commands/document-diff.ts";

export type MergeOutcome = { readonly merged: GraphDocument; readonly clashes: readonly string[] };

/**
 * Merges two edits of one base, cell by cell. Where both changed the same cell differently, mine is kept and the cell is
 * named in `clashes`. Edges of a node that one side removed are dropped, so that none dangles.
 */
export function mergeDocuments(base: GraphDocument, mine: GraphDocument, theirs: GraphDocument): MergeOutcome {
  const cells = { base: cellsOf(base), mine: cellsOf(mine), theirs: cellsOf(theirs) };
  const result = new Map(cells.mine);
  const clashes: string[] = [];
  for (const path of new Set([...cells.base.keys(), ...cells.theirs.keys()])) {
    const before = cells.base.get(path);
    const other = cells.theirs.get(path);
    if (isSame(before, other)) continue;
    const own = cells.mine.get(path);
    if (isSame(own, before)) {
      if (other === undefined) result.delete(path);
      else result.set(path, other);
    } else if (!isSame(own, other)) clashes.push(path);
  }
  return { merged: fromCells(mine, theirs, result), clashes };
}

function fromCells(mine: GraphDocument, theirs: GraphDocument, cells: ReadonlyMap<string, unknown>): GraphDocument {
  const order = <T>(left: readonly T[], right: readonly T[], key: (item: T) => string): T[] => {
    const seen = new Set<string>();
    const out: T[] = [];
    for (const item of [...left, ...right]) {
      const path = key(item);
      if (seen.has(path) || !cells.has(path)) continue;
      seen.add(path);
      // The kept cell is the one whose value survived the merge: mine or theirs, whole.
      const kept = [...right, ...left].find(
        (other) => key(other) === path && isSame(cellOf(path, other), cells.get(path)),
      );
      out.push(kept ?? item);
    }
    return out;
  };
  const nodes = order(mine.nodes, theirs.nodes, (node) => `node/${node.id}`);
  const present = new Set(nodes.map((node) => node.id));
  const edges = order(mine.edges, theirs.edges, (edge) => `edge/${edge.to.node}/${edge.to.port}`);
  const settings = cells.get("settings/timeframe") === undefined ? mine.settings : pickSettings(mine, theirs, cells);
  const positions: Record<string, { x: number; y: number }> = {};
  for (const id of present) {
    const path = `position/${id}`;
    const own = mine.ui.nodes[id];
    const other = theirs.ui.nodes[id];
    const kept = other !== undefined && isSame(other, cells.get(path)) ? other : own;
    if (kept !== undefined) positions[id] = kept;
  }
  const kept = edges.filter((edge) => present.has(edge.from.node) && present.has(edge.to.node));
  const blocks = order(mine.blocks ?? [], theirs.blocks ?? [], (block) => `block/${block.id}`);
  const bends = keptBends(mine, theirs, cells, new Set(kept.map(edgeId)));
  const { blocks: _blocks, ...rest } = mine;
  const { bends: _bends, ...ui } = mine.ui;
  return {
    ...rest,
    ...(blocks.length === 0 ? {} : { blocks }),
    name: isSame(theirs.name, cells.get("name")) ? theirs.name : mine.name,
    settings,
    universe: isSame(theirs.universe, cells.get("universe")) ? theirs.universe : mine.universe,
    parameters: order(mine.parameters, theirs.parameters, (parameter) => `parameter/${parameter.key}`),
    nodes,
    edges: kept,
    ui: {
      ...ui,
      ...(Object.keys(bends).length === 0 ? {} : { bends }),
      nodes: positions,
      notes: order(mine.ui.notes, theirs.ui.notes, (note) => `note/${note.id}`),
      groups: order(mine.ui.groups, theirs.ui.groups, (group) => `group/${group.id}`),
    },
  };
}

type Bends = NonNullable<GraphDocument["ui"]["bends"]>;

/** Points of edges that were dropped go with them. */
function keptBends(
  mine: GraphDocument,
  theirs: GraphDocument,
  cells: ReadonlyMap<string, unknown>,
  edges: ReadonlySet<string>,
): Bends {
  const bends: Bends = {};
  for (const id of edges) {
    const wanted = cells.get(`bends/${id}`);
    const found = [theirs.ui.bends?.[id], mine.ui.bends?.[id]].find(
      (points) => points !== undefined && isSame(points, wanted),
    );
    if (found !== undefined) bends[id] = found;
  }
  return bends;
}

function pickSettings(
  mine: GraphDocument,
  theirs: GraphDocument,
  cells: ReadonlyMap<string, unknown>,
): GraphDocument["settings"] {
  const settings: Record<string, unknown> = { ...mine.settings };
  for (const [key, value] of Object.entries(theirs.settings)) {
    if (isSame(value, cells.get(`settings/${key}`))) settings[key] = value;
  }
  return settings as GraphDocument["settings"];
}

function cellOf(path: string, item: unknown): unknown {
  return path.startsWith("edge/") && item !== null && typeof item === "object" && "from" in item ? item.from : item;
}
