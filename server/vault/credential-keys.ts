import { env } from "../env.ts";
import { type SealKey, sealKey } from "./seal.ts";

/** Returns the keys that credentials open with; the first is the one that they are sealed with. */
export function credentialKeys(): readonly [SealKey, ...SealKey[]] {
  const { CREDENTIAL_KEY: own, CREDENTIAL_KEYS_BEFORE: before, QUANTLOOM_SECRET: secret } = env();
  // what was sealed before there was a key of its own
  const fallback = own === undefined ? [] : [sealKey(secret.reveal())];
  return [sealKey((own ?? secret).reveal()), ...before.map((one) => sealKey(one.reveal())), ...fallback];
}
