import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import {
  adminDestination,
  alertsDestination,
  destinationGroups,
  isWithin,
  settingsDestination,
  thumbDestinations,
} from "./navigation.ts";

const all = [
  ...destinationGroups.flatMap((group) => group.items),
  alertsDestination,
  settingsDestination,
  adminDestination,
];

test("every place in the navigation has a page", () => {
  const missing = all.filter(({ href }) => !existsSync(`app/(shell)${href}/page.tsx`)).map(({ href }) => href);
  expect(missing).toEqual([]);
});

test("the bar of a phone holds four places that the sidebar has too", () => {
  expect(thumbDestinations).toHaveLength(4);
  for (const destination of thumbDestinations) expect(all).toContain(destination);
});

test("a page below a place marks it as current, a similar name does not", () => {
  expect(isWithin("/runs/42", "/runs")).toBe(true);
  expect(isWithin("/runsomewhere", "/runs")).toBe(false);
});
