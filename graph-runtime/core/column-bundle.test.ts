import { describe, expect, test } from "vitest";
import { columnOf, decodeBundle, encodeBundle } from "./column-bundle.ts";

const bundle = {
  meta: { name: "Größe ✓", rows: 3 },
  columns: {
    price: Float64Array.of(1.5, Number.NaN, -0),
    bar: Uint32Array.of(0, 7, 4_294_967_295),
    sign: Int8Array.of(1, -1, 1),
    cents: Int32Array.of(-2_147_483_648, 5),
    code: Uint16Array.of(1, 65_535),
    open: Uint8Array.of(255),
    small: Float32Array.of(0.5),
  },
};

describe("a bundle of columns", () => {
  test("comes back as it went, whatever the lengths and the alphabet", () => {
    const { meta, columns } = decodeBundle(encodeBundle(bundle));
    expect(meta).toEqual(bundle.meta);
    expect(columns).toEqual(bundle.columns);
  });

  test("is read from the middle of another buffer", () => {
    const bytes = encodeBundle(bundle);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodeBundle(larger.subarray(3)).columns).toEqual(bundle.columns);
  });

  test("says how many bytes are missing", () => {
    const bytes = encodeBundle(bundle);
    expect(() => decodeBundle(bytes.subarray(0, bytes.length - 8))).toThrow(/should have at least \d+ bytes.*cut off/);
    expect(() => decodeBundle(new Uint8Array(2))).toThrow(/cut off/);
  });

  test("says which column is missing", () => {
    expect(() => columnOf(bundle, "volume")).toThrow("named volume");
  });
});
