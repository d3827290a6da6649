import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Hex } from "./sha256.ts";

test("the examples of FIPS 180-4 hash to the published digests", () => {
  expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
  expect(sha256Hex("a".repeat(1_000_000))).toBe("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
});

test("any text, lone surrogates included, hashes as OpenSSL hashes its UTF-8 bytes", () => {
  const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7f0, max: 0xe010 }));
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 200 }), (units) => {
      const text = String.fromCharCode(...units);
      const bytes = new TextEncoder().encode(text);
      expect(sha256Hex(text)).toBe(createHash("sha256").update(bytes).digest("hex"));
    }),
  );
});

test("every message length around the block border is padded rightly", () => {
  for (let n = 0; n < 200; n++) {
    const text = "q".repeat(n);
    expect(sha256Hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
  }
});
