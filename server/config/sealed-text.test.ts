import { expect, test } from "vitest";
import { openSealedText, sealText } from "./sealed-text.ts";
import { secret } from "./secret.ts";

const key = secret("s".repeat(40));
const place = { purpose: "letters", id: "letter-1" };

test("a sealed text shows nothing of itself, is never sealed alike twice, and opens whole", () => {
  const text = "https://ql.test/reset-password?token=T – ₹";
  const sealed = sealText(key, place, text);
  expect(Buffer.from(sealed, "base64").includes(Buffer.from("token"))).toBe(false);
  expect(sealText(key, place, text)).not.toBe(sealed);
  expect(openSealedText(key, place, sealed)).toBe(text);
});

test("a sealed text opens with no other secret, for no other purpose, in no other row, and not with one bit changed", () => {
  const sealed = sealText(key, place, "text");
  const bytes = Buffer.from(sealed, "base64");
  bytes[bytes.length - 1]! ^= 1;
  expect(() => openSealedText(secret("t".repeat(40)), place, sealed)).toThrow();
  expect(() => openSealedText(key, { ...place, purpose: "brokers" }, sealed)).toThrow();
  expect(() => openSealedText(key, { ...place, id: "letter-2" }, sealed)).toThrow();
  expect(() => openSealedText(key, place, bytes.toString("base64"))).toThrow();
});
