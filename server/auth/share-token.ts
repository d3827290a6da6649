import { createHash, randomBytes } from "node:crypto";

const shape = /^[A-Za-z0-9_-]{43}$/;

/** Returns the token of a new share link, and what is kept of it: the token itself is in the link and nowhere else. */
export function createShareToken(): { readonly token: string; readonly sha256: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, sha256: hashOf(token) };
}

/** Returns the hash by which a link is found, or null for a text that is no token of ours. */
export function readShareToken(token: string): string | null {
  return shape.test(token) ? hashOf(token) : null;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
