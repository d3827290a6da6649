import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import type { Template } from "@/graph-runtime/templates/template.ts";
import type { ApiOutput } from "../trpc/context.ts";

/** What the page needs to know of a template; its document stays with the worker and the server. */
export type TemplateSummary = Omit<Template, "document"> & {
  readonly nodes: number;
  /** The instruments that it trades. */
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
};

export type CuratedListing = ApiOutput["marketplace"]["list"]["items"][number];

/** A card of the gallery: a template that comes with the product, or a listing that its administrators have chosen. */
export type GalleryEntry =
  | (TemplateSummary & { readonly listing?: undefined })
  | (Pick<TemplateSummary, "id" | "title" | "summary" | "tags" | "difficulty"> & {
      /** Nobody counts those of a listing: they may be sealed. */
      readonly nodes: null;
      readonly listing: CuratedListing;
    });

export const difficulties = ["beginner", "intermediate", "advanced"] as const;
export type Difficulty = (typeof difficulties)[number];

export const sources = ["all", "built-in", "curated"] as const;
export type Source = (typeof sources)[number];

export const orders = ["suggested", "title", "nodes"] as const;
export type Order = (typeof orders)[number];

export type GalleryFilter = {
  readonly query: string;
  readonly tag: string | null;
  readonly difficulty: Difficulty | null;
  readonly source: Source;
  readonly order: Order;
};

export const noFilter: GalleryFilter = { query: "", tag: null, difficulty: null, source: "all", order: "suggested" };

/** Returns the card of a curated listing. */
export function toEntry(listing: CuratedListing): GalleryEntry {
  const { id, title, rationale, tags, difficulty } = listing;
  return { id, title, summary: rationale, tags, difficulty, nodes: null, listing };
}

/** Returns the entries that have every word of the query, the tag, the difficulty and the source, in the order asked for. */
export function filterEntries(
  entries: readonly GalleryEntry[],
  { query, tag, difficulty, source, order }: GalleryFilter,
): GalleryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => {
    if (tag !== null && !entry.tags.includes(tag)) return false;
    if (difficulty !== null && entry.difficulty !== difficulty) return false;
    if (source !== "all" && (entry.listing === undefined) !== (source === "built-in")) return false;
    const author = entry.listing?.publisher.name ?? "";
    const text = [entry.title, entry.summary, ...entry.tags, entry.difficulty, author].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (order === "title") found.sort((a, b) => a.title.localeCompare(b.title, "en"));
  if (order === "nodes") found.sort((a, b) => (a.nodes ?? 1e9) - (b.nodes ?? 1e9));
  return found;
}

/** Returns every tag with the number of entries that carry it, the commonest first. */
export function countTags(entries: readonly GalleryEntry[]): { readonly tag: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags } of entries) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag, "en"));
}
