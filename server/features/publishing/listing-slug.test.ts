import { expect, test } from "vitest";
import { listingSlug } from "./listing-slug.ts";

const unique = "0198c0de-0000-7000-8000-00000badcafe";

test.each([
  ["Two crosses", "two-crosses-0badcafe"],
  ["  Élan & Größe!  ", "elan-gro-e-0badcafe"],
  ["日本", "0badcafe"],
  ["a".repeat(200), `${"a".repeat(60)}-0badcafe`],
])("%s", (title, slug) => {
  expect(listingSlug(title, unique)).toBe(slug);
});

test("is of the form that the database demands, whatever the title", () => {
  for (const title of ["---", "A  -- B", "x".repeat(59).concat(" y")]) {
    expect(listingSlug(title, unique)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  }
});
