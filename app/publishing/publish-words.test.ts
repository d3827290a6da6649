import { expect, test } from "vitest";
import { firstWords, readMoney, readWords } from "./publish-words.ts";

const words = firstWords("Two crosses", "Trends persist for weeks, and then they end.");

test("amounts may be grouped, and nothing else is one", () => {
  expect(readMoney("1,00,000")).toBe(100_000);
  expect([" ", "0", "-5", "much"].map(readMoney)).toEqual([null, null, null, null]);
});

test("tags are separated by commas", () => {
  expect(readWords({ ...words, tags: " Trend, long only,, " })?.tags).toEqual(["trend", "long only"]);
});

test("nothing is sent while capital, margin, title or rationale cannot be read", () => {
  expect(readWords(words)).toMatchObject({ capitalNeeded: 100_000, marginNeeded: null });
  for (const changes of [{ capital: "" }, { margin: "some" }, { title: "ab" }, { rationale: "It works." }]) {
    expect(readWords({ ...words, ...changes })).toBeNull();
  }
});
