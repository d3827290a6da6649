/** Returns the Content-Security-Policy of a page whose scripts carry the nonce. */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // Hot reload evaluates code and speaks over a web socket; the built product does neither.
  const script = isDevelopment ? "'unsafe-eval'" : "";
  const connect = isDevelopment ? "ws:" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${script}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
    .map((directive) => directive.trim())
    .join("; ");
}

/** What every answer carries. HSTS only where the browser came by HTTPS. */
export function securityHeaders(isHttps: boolean): Readonly<Record<string, string>> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(isHttps && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  };
}

/**
 * What the files of the build carry. Headers of pages, a policy with a nonce among them, are set for each request by proxy.ts, which files
 * do not pass; and the script of a worker takes its policy from its own answer.
 */
export const fileHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
};
