import { describe, expect, test } from "vitest";
import { isSealedWith, seal, sealKey, unseal } from "./seal.ts";

const key = sealKey("a secret of the configuration, long enough");
const older = sealKey("another secret of the configuration, older");
const place = "broker_accounts.credentials:1";

describe("sealing", () => {
  test("what was sealed opens again, and shows nothing of itself meanwhile", () => {
    const sealed = seal("top secret", place, key);
    expect(Buffer.from(sealed).toString("latin1")).not.toContain("secret");
    expect(unseal(sealed, place, [older, key])).toBe("top secret");
  });

  test("the same text is never sealed the same way twice", () => {
    expect(seal("x", place, key)).not.toEqual(seal("x", place, key));
  });

  test("a changed byte anywhere keeps it shut", () => {
    const sealed = seal("top secret", place, key);
    for (let at = 0; at < sealed.length; at += 1) {
      const forged = Uint8Array.from(sealed);
      forged[at] = (forged[at] as number) ^ 1;
      expect(() => unseal(forged, place, [key])).toThrow("do not open");
    }
    expect(() => unseal(sealed.slice(0, 20), place, [key])).toThrow("do not open");
  });

  test("bytes that were moved to another row do not open there", () => {
    expect(() => unseal(seal("x", place, key), "broker_accounts.credentials:2", [key])).toThrow("do not open");
  });

  test("without its key it stays shut, and the message says what to do", () => {
    const sealed = seal("x", place, older);
    expect(isSealedWith(sealed, key)).toBe(false);
    expect(() => unseal(sealed, place, [key])).toThrow("CREDENTIAL_KEYS_BEFORE");
  });
});
