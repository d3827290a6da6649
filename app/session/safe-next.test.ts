import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test("signing in leads to a path of this site and nowhere else", () => {
  expect(safeNext("/backtests/1?tab=trades")).toBe("/backtests/1?tab=trades");
  for (const bad of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", null]) {
    expect(safeNext(bad)).toBe("/home");
  }
});
