import { expect, test } from "vitest";
import { decodeColumns, encodeColumns } from "./columns-binary.ts";

test("columns come back as they were, from a buffer that starts anywhere", () => {
  const body = encodeColumns([Float64Array.of(1, Number.NaN, 3), Float64Array.of(-0.5, 2, 1e300)]);
  const shifted = new Uint8Array(body.length + 3);
  shifted.set(body, 3);
  expect(decodeColumns(shifted.subarray(3))).toEqual([
    Float64Array.of(1, Number.NaN, 3),
    Float64Array.of(-0.5, 2, 1e300),
  ]);
});

test("no bars are no bars", () => {
  expect(decodeColumns(encodeColumns([new Float64Array(0)]))).toEqual([new Float64Array(0)]);
});
