import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import type { Template } from "@/graph-runtime/templates/template.ts";

/** What the page needs to know of a template; its document stays with the worker and the server. */
export type TemplateSummary = Omit<Template, "document"> & {
  readonly nodes: number;
  /** The instruments that it trades. */
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
};

export const difficulties = ["beginner", "intermediate", "advanced"] as const;
export type Difficulty = (typeof difficulties)[number];

export const orders = ["suggested", "title", "nodes"] as const;
export type Order = (typeof orders)[number];

export type GalleryFilter = {
  readonly query: string;
  readonly tag: string | null;
  readonly difficulty: Difficulty | null;
  readonly order: Order;
};

export const noFilter: GalleryFilter = { query: "", tag: null, difficulty: null, order: "suggested" };

/** Returns the templates that have every word of the query, the tag and the difficulty, in the order asked for. */
export function filterTemplates(
  templates: readonly TemplateSummary[],
  { query, tag, difficulty, order }: GalleryFilter,
): TemplateSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = templates.filter((template) => {
    if (tag !== null && !template.tags.includes(tag)) return false;
    if (difficulty !== null && template.difficulty !== difficulty) return false;
    const text = [template.title, template.summary, ...template.tags, template.difficulty].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (order === "title") found.sort((a, b) => a.title.localeCompare(b.title, "en"));
  if (order === "nodes") found.sort((a, b) => a.nodes - b.nodes);
  return found;
}

/** Returns every tag with the number of templates that carry it, the commonest first. */
export function countTags(templates: readonly TemplateSummary[]): { readonly tag: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags } of templates) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag, "en"));
}
