import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBundle, encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { packColumn, unpackColumn } from "./pack-column.ts";

/** The form that was chosen, the bytes it takes, and the column as it comes back through a binary. */
function roundTrip(column: Float64Array) {
  const { packing, columns } = packColumn("money", column);
  const body = encodeBundle({ meta: null, columns });
  const back = unpackColumn(decodeBundle(body), "money", packing, column.length);
  return { form: packing.form, bytes: body.length, back };
}
const bitsOf = (column: Float64Array) => [...new BigUint64Array(Float64Array.from(column).buffer)];

describe("a packed column", () => {
  test("of times is a few stretches, whatever weekends and holidays there are", () => {
    const time = Float64Array.from({ length: 20_000 }, (_, bar) => 1.4e12 + bar * 60_000 + Math.floor(bar / 390) * 1e6);
    const { form, bytes, back } = roundTrip(time);
    expect([form, bytes < 2_000]).toEqual(["steps", true]);
    expect(back).toEqual(time);
  });

  test("of prices is whole hundredths", () => {
    const prices = Float64Array.from({ length: 5_000 }, (_, bar) => Number((100 + Math.sin(bar) * 7).toFixed(2)));
    const { form, bytes, back } = roundTrip(prices);
    expect([form, bytes < 5_000 * 4.2]).toEqual(["decimals", true]);
    expect(back).toEqual(prices);
  });

  test("of money that rests for long is kept where it changes", () => {
    const equity = Float64Array.from({ length: 5_000 }, (_, bar) => (bar % 1_000 < 300 ? Math.sqrt(bar + 2) : 1 / 3));
    const { form, bytes, back } = roundTrip(equity);
    expect([form, bytes < 5_000 * 3]).toEqual(["changes", true]);
    expect(back).toEqual(equity);
  });

  test("of anything else is what it was", () => {
    const noise = Float64Array.from({ length: 500 }, (_, bar) => Math.sin(bar * 12.9898) * 43_758.5453);
    const { form, back } = roundTrip(noise);
    expect(form).toBe("plain");
    expect(back).toEqual(noise);
  });

  test("gives back every bit of any column", () => {
    const odd = fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 31, -(2 ** 31), 0.1, 1e-320);
    const value = fc.oneof(
      odd,
      fc.double(),
      fc.integer(),
      fc.integer({ min: -999, max: 999 }).map((n) => n / 100),
    );
    const stretch = fc.tuple(value, fc.integer({ min: 1, max: 40 })).map(([one, count]) => Array(count).fill(one));
    const column = fc.oneof(
      fc.array(value),
      fc.array(stretch).map((many) => many.flat()),
    );
    fc.assert(
      fc.property(column, (values) => {
        const given = Float64Array.from(values as number[]);
        expect(bitsOf(roundTrip(given).back)).toEqual(bitsOf(given));
      }),
    );
  });
});
