import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

// ql_<prefix>_<secret>: the prefix finds the row, the SHA-256 of the 32 secret bytes proves the key.
const shape = /^(ql_[0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

function sha256Of(secret: Buffer): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Returns a new key: `text` is shown once and never kept. */
export function createApiKey(): { readonly text: string; readonly prefix: string; readonly sha256: string } {
  const prefix = `ql_${randomBytes(6).toString("hex")}`;
  const secret = randomBytes(32);
  return { text: `${prefix}_${secret.toString("base64url")}`, prefix, sha256: sha256Of(secret) };
}

/** Returns the prefix and the hash of a key's text, or null when it does not look like a key of ours. */
export function readApiKey(text: string): { readonly prefix: string; readonly sha256: string } | null {
  const [, prefix, secret] = shape.exec(text) ?? [];
  if (!prefix || !secret) return null;
  return { prefix, sha256: sha256Of(Buffer.from(secret, "base64url")) };
}

/** Compares two SHA-256 in hex without telling by the time it takes where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, "hex"), Buffer.from(b, "hex")];
  return left.length === right.length && timingSafeEqual(left, right);
}
