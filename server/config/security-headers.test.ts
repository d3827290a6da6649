import { expect, test } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./security-headers.ts";

test("the built product evaluates no code and runs no script without the nonce", () => {
  const policy = contentSecurityPolicy("N0NCE", false);
  expect(policy).toContain("script-src 'self' 'nonce-N0NCE' 'strict-dynamic';");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/connect-src 'self'(;|$)/);
});

test("transport security is asked for where the browser came by HTTPS", () => {
  expect(securityHeaders(true)).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders(false)).not.toHaveProperty("Strict-Transport-Security");
});
