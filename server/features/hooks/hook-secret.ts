import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { openSealedText, sealText } from "../../config/sealed-text.ts";
import { env } from "../../env.ts";

const placeOf = (id: string) => ({ purpose: "hook secret", id });

export const newHookSecret = (): string => randomBytes(32).toString("base64url");
export const sealHookSecret = (id: string, secret: string): string =>
  sealText(env().QUANTLOOM_SECRET, placeOf(id), secret);
export const openHookSecret = (id: string, sealed: string): string =>
  openSealedText(env().QUANTLOOM_SECRET, placeOf(id), sealed);

/** Returns the signature of a body, as its header carries it. */
export function signatureOf(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** Compares in a time that does not tell how much of a guess is right. */
export function isSame(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
