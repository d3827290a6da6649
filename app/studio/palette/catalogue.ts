import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { FAMILIES, FAMILY_TITLES, type Family } from "@/graph-runtime/nodes/family.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import type { PortRef } from "../commands/command.ts";
import type { PortSide } from "../store/definitions.ts";
import { edgePorts, trialNode, wirePort } from "./fit.ts";
import { fuzzySearch, type Searchable } from "./fuzzy.ts";

export type KindGroup = { readonly id: string; readonly title: string; readonly kinds: readonly NodeDefinition[] };

/** What the palette was asked for: everything, what fits a port, or what fits into an edge. */
export type PaletteFilter = {
  readonly document: GraphDocument;
  readonly wire?: { readonly origin: PortRef; readonly side: PortSide };
  readonly edge?: string;
};

const searchables = new WeakMap<NodeDefinition, Searchable>();

function searchable(definition: NodeDefinition): Searchable {
  const known = searchables.get(definition);
  if (known !== undefined) return known;
  const { title, keywords, summary, family } = definition.meta;
  const item = {
    title,
    keywords,
    summary,
    family: FAMILY_TITLES[family],
    name: definition.kind.slice(definition.kind.lastIndexOf(".") + 1),
  };
  searchables.set(definition, item);
  return item;
}

/** Returns the kinds that pass a filter, in the registry's order. */
export function kindsFor(filter: PaletteFilter | null): readonly NodeDefinition[] {
  const all = registry.all();
  if (filter?.wire !== undefined) {
    const { document, wire } = filter;
    return all.filter((definition) => wirePort(document, wire.origin, wire.side, trialNode(definition)) !== null);
  }
  if (filter?.edge !== undefined) {
    const { document, edge } = filter;
    return all.filter((definition) => edgePorts(document, edge, trialNode(definition)) !== null);
  }
  return all;
}

/** Returns what a query finds: one ranked list while searching, else favourites, recent ones and the families. */
export function groupKinds(
  query: string,
  kinds: readonly NodeDefinition[],
  memory: { readonly favourites: readonly string[]; readonly recent: readonly string[] },
): readonly KindGroup[] {
  if (query.trim() !== "") {
    const found = fuzzySearch(query, kinds, searchable);
    return found.length === 0 ? [] : [{ id: "results", title: "Results", kinds: found }];
  }
  const byKind = new Map(kinds.map((definition) => [definition.kind, definition]));
  const pick = (names: readonly string[]): NodeDefinition[] =>
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
