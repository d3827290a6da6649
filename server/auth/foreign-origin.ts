const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Tells whether another site's page made a browser send this request: such a request may change nothing, whatever cookie it
 * carries. A program (no Origin, no Sec-Fetch-Site) has no cookie that a stranger could ride on.
 */
export function isForeignWrite(method: string, headers: Headers): boolean {
  if (harmless.has(method.toUpperCase())) return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  if (origin === null) return false;
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
