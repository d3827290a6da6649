import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFingerprint } from "./fingerprint.ts";

function ofColumn(...values: number[]): string {
  const fingerprint = createFingerprint();
  fingerprint.column(Float64Array.from(values));
  return fingerprint.digest();
}

// Expected digests: a Python script written from the comment in fingerprint.ts, whose accumulators were held against the
// package xxhash 3 (its XXH32 is a function of the same four accumulators).
describe("the fingerprint is the documented function of the documented stream", () => {
  test("of nothing", () => {
    expect(createFingerprint().digest()).toBe("474c809d63f55fa553babec25913a5e8");
  });
  test("of one double", () => {
    expect(ofColumn(1)).toBe("0a4dee9b8e58749418498080749a3373");
  });
  test("of an odd count with a NaN at its end", () => {
    expect(ofColumn(1.5, -2.25, Number.NaN)).toBe("aa36b4cc40f7eee3649bc8f448e20731");
  });
  test("of both zeros and both infinities", () => {
    expect(ofColumn(0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(
      "ebbff0349674dc21cbbbc3446cd34e5b",
    );
  });
  test("of texts between columns", () => {
    const fingerprint = createFingerprint();
    fingerprint.text("equity");
    fingerprint.column(Float64Array.of(100_000, 100_001.5, 99_999.25));
    fingerprint.text("x");
    fingerprint.number(0.1);
    expect(fingerprint.digest()).toBe("14864f544c3e9ed04fd083a998ebd597");
  });
  test("of a thousand doubles", () => {
    expect(ofColumn(...Array.from({ length: 1000 }, (_, i) => i * 0.1))).toBe("0f31b34968a9d9bcaa7d9d6d2481d171");
  });
});

const words = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN)), { maxLength: 40 });

test("how a column is cut into chunks leaves no trace", () => {
  fc.assert(
    fc.property(words, fc.array(fc.nat(40), { maxLength: 6 }), (values, cuts) => {
      const column = Float64Array.from(values);
      const borders = [0, ...cuts.filter((cut) => cut < values.length), values.length].sort((a, b) => a - b);
      const fingerprint = createFingerprint();
      for (let i = 1; i < borders.length; i++) {
        fingerprint.column(column, borders[i - 1] as number, borders[i] as number);
        fingerprint.digest();
      }
      expect(fingerprint.digest()).toBe(ofColumn(...values));
    }),
  );
});

test("a view that does not start at its buffer's start hashes its own values", () => {
  const buffer = Float64Array.of(9, 8, 7, 6, 5);
  const fingerprint = createFingerprint();
  fingerprint.column(buffer.subarray(2, 4));
  expect(fingerprint.digest()).toBe(ofColumn(7, 6));
});

test("NaN with any payload and sign is one NaN", () => {
  const odd = new Float64Array(new BigUint64Array([0xfff8000000000001n, 0x7ff0000000000123n]).buffer);
  const fingerprint = createFingerprint();
  fingerprint.column(odd);
  expect(fingerprint.digest()).toBe(ofColumn(Number.NaN, Number.NaN));
});

test("any single changed bit of any value changes the digest", () => {
  const finite = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(finite, fc.nat(8), fc.nat(51), (values, at, bit) => {
      const changed = Float64Array.from(values);
      const bits = new BigUint64Array(changed.buffer);
      const index = at % values.length;
      bits[index] = (bits[index] as bigint) ^ (1n << BigInt(bit));
      expect(ofColumn(...changed)).not.toBe(ofColumn(...values));
    }),
  );
});

test("a text is not the same as its pieces", () => {
  const whole = createFingerprint();
  whole.text("ab");
  const pieces = createFingerprint();
  pieces.text("a");
  pieces.text("b");
  expect(pieces.digest()).not.toBe(whole.digest());
});
