import { beforeAll, describe, expect, test } from "vitest";
import { sayWords } from "../asking/say-words.ts";
import { useKindWords } from "../kinds/kind-words.ts";
import { kinds } from "../kinds/kinds.ts";
import { groupKinds } from "./catalogue.ts";
import { fuzzyScore } from "./fuzzy.ts";

beforeAll(() => useKindWords.setState({ byKind: sayWords() }));

const search = (query: string): string[] =>
  groupKinds(query, kinds.all(), { favourites: [], recent: [] }).flatMap((group) =>
    group.kinds.map((kind) => kind.kind),
  );

describe("searching the palette", () => {
  test.each([
    ["rsi", "indicator.rsi"],
    ["sma", "indicator.sma"],
    ["simple mov", "indicator.sma"],
    ["golden cross", "compare.crossover"],
    ["and", "logic.all"],
    ["stop", "exit.stop-loss"],
    ["candle", "market.bars"],
    ["buy", "order.enter"],
  ])("%s finds %s first", (query, kind) => {
    expect(search(query)[0]).toBe(kind);
  });

  test("a plain sentence finds the blocks that it names", () => {
    const found = search("when RSI is low");
    expect(found.slice(0, 4)).toContain("indicator.rsi");
    expect(found).toContain("compare.compare");
  });

  test("letters that no block has find nothing", () => {
    expect(search("zzqx")).toEqual([]);
  });

  test("an exact title comes before everything else", () => {
    const title = { title: "Not", keywords: [], summary: "", family: "Logic" };
    const other = { title: "Nothing", keywords: ["not"], summary: "not", family: "Logic" };
    expect(fuzzyScore("not", title) ?? 0).toBeGreaterThan(fuzzyScore("not", other) ?? 0);
  });

  test("without a query the kinds come by family, favourites first", () => {
    const groups = groupKinds("", kinds.all(), { favourites: ["indicator.rsi"], recent: [] });
    expect(groups[0]?.title).toBe("Favourites");
    expect(groups.flatMap((group) => group.kinds)).toHaveLength(kinds.all().length + 1);
  });
});
