import type { Block, GraphDocument } from "@/graph-runtime/graph/document.ts";
import { blockKind } from "@/graph-runtime/nodes/block-kind.ts";
import { FAMILIES, FAMILY_TITLES, type Family } from "@/graph-runtime/nodes/family.ts";
import { isInterfaceNode, type Scope } from "../blocks/scope.ts";
import type { PortRef } from "../commands/command.ts";
import { edgeId } from "../commands/connect.ts";
import type { Kind } from "../kinds/kind.ts";
import { type KindWords, noWords, wordsOf } from "../kinds/kind-words.ts";
import { kindsOf, kinds as offered } from "../kinds/kinds.ts";
import type { PortSide } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { edgePorts, trialNode, wirePort } from "./fit.ts";
import { fuzzySearch, type Searchable } from "./fuzzy.ts";

export type KindGroup = { readonly id: string; readonly title: string; readonly kinds: readonly Kind[] };

/** What the palette was asked for: everything, what fits a port, or what fits into an edge. */
export type PaletteFilter = {
  readonly document: GraphDocument;
  /** The blocks that are open: a block cannot hold itself. */
  readonly scope: Scope;
  readonly wire?: { readonly origin: PortRef; readonly side: PortSide };
  readonly edge?: string;
};

const searchables = new WeakMap<KindWords, Searchable>();

function searchable(definition: Kind): Searchable {
  const words = wordsOf(definition);
  const known = words === noWords ? undefined : searchables.get(words);
  if (known !== undefined) return known;
  const { title, family } = definition.meta;
  const { keywords, summary } = words;
  const item = {
    title,
    keywords,
    summary,
    family: FAMILY_TITLES[family],
    name: definition.kind.slice(definition.kind.lastIndexOf(".") + 1),
  };
  if (words !== noWords) searchables.set(words, item);
  return item;
}

/** Returns the kinds that pass a filter, in the order of their families. */
export function kindsFor(filter: PaletteFilter | null): readonly Kind[] {
  const all = offeredKinds(filter);
  // A block that is not in the graph yet closes no circle: its ports alone decide, so the rest of the graph is left out.
  if (filter?.wire !== undefined) {
    const { wire } = filter;
    const near = onlyNodes(filter.document, [wire.origin.node]);
    return all.filter((definition) => wirePort(near, wire.origin, wire.side, trialNode(definition)) !== null);
  }
  const edge = filter?.edge === undefined ? undefined : indexOf(filter.document).edges.get(filter.edge);
  if (filter !== null && edge !== undefined) {
    const near = { ...onlyNodes(filter.document, [edge.from.node, edge.to.node]), edges: [edge] };
    return all.filter((definition) => edgePorts(near, edgeId(edge), trialNode(definition)) !== null);
  }
  return all;
}

/** Returns the kinds of the product and the blocks of the document; a block is not offered where it would hold itself. */
function offeredKinds(filter: PaletteFilter | null): readonly Kind[] {
  const blocks = filter?.document.blocks;
  if (filter === null || blocks === undefined) return offered.all();
  const open = new Set(filter.scope.map((step) => step.block));
  const closed = new Set(
    blocks
      .filter((block) => isInterfaceNode(block.id) || holdsOneOf(blocks, block, open))
      .map((block) => blockKind(block.id)),
  );
  return kindsOf(filter.document)
    .all()
    .filter((definition) => !closed.has(definition.kind));
}

function holdsOneOf(blocks: readonly Block[], block: Block, ids: ReadonlySet<string>, depth = 0): boolean {
  if (ids.has(block.id)) return true;
  if (ids.size === 0 || depth > blocks.length) return false;
  const kinds = new Set(block.nodes.map((node) => node.kind));
  return blocks.some((inner) => kinds.has(blockKind(inner.id)) && holdsOneOf(blocks, inner, ids, depth + 1));
}

/** Returns what a query finds: one ranked list while searching, else favourites, recent ones and the families. */
export function groupKinds(
  query: string,
  kinds: readonly Kind[],
  memory: { readonly favourites: readonly string[]; readonly recent: readonly string[] },
): readonly KindGroup[] {
  if (query.trim() !== "") {
    const found = fuzzySearch(query, kinds, searchable);
    return found.length === 0 ? [] : [{ id: "results", title: "Results", kinds: found }];
  }
  const byKind = new Map(kinds.map((definition) => [definition.kind, definition]));
  const pick = (names: readonly string[]): Kind[] =>
    names.map((name) => byKind.get(name)).filter((found) => found !== undefined);
  const groups: KindGroup[] = [
    { id: "favourites", title: "Favourites", kinds: pick(memory.favourites) },
    { id: "recent", title: "Recent", kinds: pick(memory.recent).slice(0, 4) },
    ...FAMILIES.map((family: Family) => ({
      id: family as string,
      title: FAMILY_TITLES[family],
      kinds: kinds.filter((definition) => definition.meta.family === family),
    })),
  ];
  return groups.filter((group) => group.kinds.length > 0);
}

function onlyNodes(document: GraphDocument, ids: readonly string[]): GraphDocument {
  return { ...document, nodes: document.nodes.filter((node) => ids.includes(node.id)), edges: [] };
}
