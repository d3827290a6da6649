import { describe, expect, test } from "vitest";
import { countTags, filterTemplates, noFilter, type TemplateSummary } from "./gallery-filter.ts";

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
const all = [cross, bands, turtle];
const idsOf = (filter: Partial<typeof noFilter>) =>
  filterTemplates(all, { ...noFilter, ...filter }).map((template) => template.id);

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

  test("counts its tags, the commonest first", () => {
    expect(countTags(all)).toEqual([
      { tag: "long only", count: 2 },
      { tag: "trend", count: 2 },
      { tag: "breakout", count: 1 },
      { tag: "mean reversion", count: 1 },
    ]);
  });
});
