import { describe, expect, test } from "vitest";
import {
  countTags,
  filterEntries,
  type GalleryEntry,
  noFilter,
  type TemplateSummary,
  toEntry,
} from "./gallery-filter.ts";

const cross: TemplateSummary = {
  id: "cross",
  title: "Moving average cross",
  summary: "Buys when a fast average crosses a slow one.",
  tags: ["trend", "long only"],
  difficulty: "beginner",
  nodes: 7,
  symbols: ["SP500"],
  timeframe: "1d",
};
const bands: TemplateSummary = {
  id: "bands",
  title: "Bollinger reversion",
  summary: "Buys below the lower band.",
  tags: ["mean reversion", "long only"],
  difficulty: "beginner",
  nodes: 5,
  symbols: ["SP500"],
  timeframe: "1d",
};
const turtle: TemplateSummary = {
  id: "turtle",
  title: "A turtle breakout",
  summary: "Buys new highs.",
  tags: ["trend", "breakout"],
  difficulty: "advanced",
  nodes: 12,
  symbols: ["SP500"],
  timeframe: "1d",
};
const curated = toEntry({
  id: "listing",
  slug: "calm",
  kind: "basket",
  title: "Calm trends",
  rationale: "Buys strength, a little of each.",
  publisher: { teamId: "team", name: "Quantloom", verified: true },
  visibility: "public",
  disclosure: "sealed",
  difficulty: "advanced",
  tags: ["trend"],
  symbols: [],
  timeframe: "1d",
  version: "1.0.0",
  members: [],
  capitalNeeded: null,
  curated: true,
  subscribers: 0,
  figures: null,
  createdAt: "2026-01-01T00:00:00.000Z",
});
const all = [cross, bands, turtle];
const idsOf = (filter: Partial<typeof noFilter>) =>
  filterEntries(all, { ...noFilter, ...filter }).map((template) => template.id);

describe("the template gallery", () => {
  test("shows everything in the suggested order when nothing is asked", () => {
    expect(idsOf({})).toEqual(["cross", "bands", "turtle"]);
  });

  test("finds templates that have every word, in title, summary, tags or difficulty", () => {
    expect(idsOf({ query: "  AVERAGE slow " })).toEqual(["cross"]);
    expect(idsOf({ query: "breakout" })).toEqual(["turtle"]);
    expect(idsOf({ query: "beginner reversion" })).toEqual(["bands"]);
    expect(idsOf({ query: "average breakout" })).toEqual([]);
  });

  test("keeps those with the tag and the difficulty", () => {
    expect(idsOf({ tag: "trend" })).toEqual(["cross", "turtle"]);
    expect(idsOf({ tag: "trend", difficulty: "advanced" })).toEqual(["turtle"]);
  });

  test("sorts by name or by size without touching the given list", () => {
    expect(idsOf({ order: "title" })).toEqual(["turtle", "bands", "cross"]);
    expect(idsOf({ order: "nodes" })).toEqual(["bands", "cross", "turtle"]);
    expect(all.map((template) => template.id)).toEqual(["cross", "bands", "turtle"]);
  });

  test("finds what is curated beside what is built in, by its words and its author, and each alone", () => {
    const both: readonly GalleryEntry[] = [...all, curated];
    const found = (filter: Partial<typeof noFilter>) =>
      filterEntries(both, { ...noFilter, ...filter }).map(({ id }) => id);
    expect(found({ tag: "trend", difficulty: "advanced" })).toEqual(["turtle", "listing"]);
    expect(found({ query: "quantloom strength" })).toEqual(["listing"]);
    expect(found({ source: "curated" })).toEqual(["listing"]);
    expect(found({ source: "built-in" })).toEqual(["cross", "bands", "turtle"]);
    expect(found({ order: "title" })).toEqual(["turtle", "bands", "listing", "cross"]);
    expect(found({ order: "nodes" }), "nobody counts the nodes of what may be sealed").toEqual([
      ...["bands", "cross", "turtle", "listing"],
    ]);
    expect(countTags(both)).toContainEqual({ tag: "trend", count: 3 });
  });

  test("counts its tags, the commonest first", () => {
    expect(countTags(all)).toEqual([
      { tag: "long only", count: 2 },
      { tag: "trend", count: 2 },
      { tag: "breakout", count: 1 },
      { tag: "mean reversion", count: 1 },
    ]);
  });
});
