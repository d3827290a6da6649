import { createHmac, timingSafeEqual } from "node:crypto";

/** Returns the token of a signed cookie, or null where the cookie is missing or not signed with the secret. */
export function readSignedCookie(headers: Headers, name: string, secret: string): string | null {
  const cookies = headers.get("cookie")?.split(";") ?? [];
  const found = cookies.map((one) => one.trim()).find((one) => one.startsWith(`${name}=`));
  if (found === undefined) return null;
  const text = decode(found.slice(name.length + 1));
  const end = text?.lastIndexOf(".") ?? -1;
  if (text === null || end < 1) return null;
  const [value, signature] = [text.slice(0, end), Buffer.from(text.slice(end + 1))];
  const expected = Buffer.from(createHmac("sha256", secret).update(value).digest("base64"));
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? value : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
