import { expect, test } from "vitest";
import { csvText } from "./csv-text.ts";

test("a CSV keeps full precision, quotes what it must, and disarms formulas", () => {
  const text = csvText(
    ["a", "b"],
    [
      [0.1 + 0.2, 'say "x", y'],
      [null, "=1+1"],
      [Number.NaN, "-2"],
      [-2, "plain"],
    ],
  );
  expect(text).toBe(`a,b\r\n0.30000000000000004,"say ""x"", y"\r\n,'=1+1\r\n,'-2\r\n-2,plain\r\n`);
});
