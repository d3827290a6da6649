import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "../errors/app-error.ts";

/** A key of the vault and the few bytes by which what was sealed with it is told. */
export type SealKey = { readonly id: Buffer; readonly key: Buffer };

const version = 1;
const idBytes = 4;
const ivBytes = 12;
const tagBytes = 16;
const overhead = 1 + idBytes + ivBytes + tagBytes;

/** Makes a key of AES-256 from a secret of the configuration. */
export function sealKey(secret: string): SealKey {
  const key = Buffer.from(hkdfSync("sha256", secret, "quantloom", "broker credentials", 32));
  return { key, id: createHash("sha256").update(key).digest().subarray(0, idBytes) };
}

/**
 * Encrypts a text with AES-256-GCM. `place` says what it belongs to ("broker_accounts.credentials:<id>"): sealed bytes that are moved
 * to another row do not open there.
 */
export function seal(text: string, place: string, { id, key }: SealKey): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Uint8Array.from(Buffer.concat([Buffer.from([version]), id, iv, cipher.getAuthTag(), body]));
}

/** Decrypts with whichever of the keys it was sealed with; throws an AppError that says nothing of the content. */
export function unseal(sealed: Uint8Array, place: string, keys: readonly SealKey[]): string {
  const bytes = Buffer.from(sealed);
  const found = keys.find((one) => one.id.equals(keyIdOf(bytes)));
  if (bytes.length < overhead || bytes[0] !== version || found === undefined) throw locked();
  const iv = bytes.subarray(1 + idBytes, 1 + idBytes + ivBytes);
  const decipher = createDecipheriv("aes-256-gcm", found.key, iv).setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(overhead - tagBytes, overhead));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(overhead)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw locked(error);
  }
}

export function isSealedWith(sealed: Uint8Array, { id }: SealKey): boolean {
  return id.equals(keyIdOf(Buffer.from(sealed)));
}

function keyIdOf(bytes: Buffer): Buffer {
  return bytes.subarray(1, 1 + idBytes);
}

function locked(cause?: unknown): AppError {
  const message =
    "The stored credentials do not open with the configured key. Put the key of before into CREDENTIAL_KEYS_BEFORE, or link the account again.";
  return new AppError("not-possible-now", { message }, { cause });
}
