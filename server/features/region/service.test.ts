import { describe, expect, test } from "vitest";
import { rulesOf, strictest } from "./service.ts";

describe("what may be shown where", () => {
  test("India: neither returns nor ranks nor ratings, until the agency has verified them", () => {
    const hidden = { showsReturns: false, showsRanking: false, showsRatings: false, sealedNeedsRegistration: true };
    expect(rulesOf("india", { isVerified: false })).toMatchObject(hidden);
    const shown = { showsReturns: true, showsRanking: true, showsRatings: true, sealedNeedsRegistration: true };
    expect(rulesOf("india", { isVerified: true })).toMatchObject(shown);
  });

  test("elsewhere everything is shown, with a disclaimer", () => {
    expect(rulesOf("international", { isVerified: false })).toMatchObject({ showsReturns: true, showsRanking: true });
    expect(rulesOf("international", { isVerified: false }).disclaimer).toContain("no promise");
    expect(rulesOf("india", { isVerified: false }).disclaimer).toContain("market risks");
  });

  test.each([
    ["international", "international", "international"],
    ["india", "international", "india"],
    ["international", "india", "india"],
  ] as const)("a reader in %s and an author in %s: the rules of %s", (reader, author, rules) => {
    expect(strictest(reader, author)).toBe(rules);
  });
});
