import { expect, test } from "vitest";
import { kinds } from "../kinds/kinds.ts";
import { groupKinds } from "./catalogue.ts";
import { kindRows, rowHeight, rowsWithin, scrollTo, titleAt, titleHeight } from "./kind-rows.ts";

const { rows, height } = kindRows(groupKinds("", kinds.all(), { favourites: ["indicator.rsi"], recent: [] }));

test("every kind has a line, one below the other, and only those in view are rendered", () => {
  const titles = rows.filter((row) => "title" in row).length;
  expect(rows).toHaveLength(titles + kinds.all().length + 1);
  expect(height).toBe(titles * titleHeight + (rows.length - titles) * rowHeight);
  const shown = rowsWithin(rows, 2_000, 400);
  expect(shown.length).toBeLessThan(24);
  const first = shown[0]?.top ?? 0;
  const last = shown.at(-1)?.top ?? 0;
  expect(first).toBeLessThanOrEqual(2_000);
  expect(last + rowHeight).toBeGreaterThanOrEqual(2_400);
});

test("the title at the top is that of the group which is scrolled through", () => {
  expect(titleAt(rows, 0)).toBe("Favourites");
  expect(titleAt(rows, titleHeight + rowHeight)).not.toBe("Favourites");
});

test("an item that is chosen by key is scrolled into the window, and not further", () => {
  const row = rows.find((candidate) => "kind" in candidate && candidate.index === 40);
  if (row === undefined) throw new Error("there are more than forty kinds");
  const down = scrollTo(row, 0, 400);
  expect(row.top + rowHeight).toBe(down + 400);
  expect(scrollTo(row, down, 400)).toBe(down);
  expect(scrollTo(row, row.top + 500, 400)).toBe(row.top - titleHeight);
});
