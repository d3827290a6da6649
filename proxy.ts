import { type NextRequest, NextResponse } from "next/server";
import { firstCalls } from "./app/strategies/first-calls.ts";
import { isForeignWrite } from "./server/auth/foreign-origin.ts";
import { contentSecurityPolicy, securityHeaders } from "./server/config/security-headers.ts";
import { isDevelopment } from "./server/env.ts";

/** Runs before everything that Next serves: refuses writes from other sites, and gives each page its script nonce. */
export function proxy(request: NextRequest): NextResponse {
  const isHttps = (request.headers.get("x-forwarded-proto") ?? request.nextUrl.protocol).startsWith("https");
  const common = securityHeaders(isHttps);
  if (isForeignWrite(request.method, request.headers)) {
    const error = { code: "forbidden", message: "This request came from another site." };
    return NextResponse.json({ error }, { status: 403, headers: common });
  }
  if (request.nextUrl.pathname.startsWith("/api/")) return withHeaders(NextResponse.next(), common);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, isDevelopment());
  const headers = new Headers(request.headers);
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  // Only a document: within the application nobody would take the answers, and they would be old when somebody did.
  const calls = request.headers.get("sec-fetch-dest") === "document" ? firstCalls(request.nextUrl.pathname) : [];
  for (const path of calls) response.headers.append("Link", `<${path}>; rel=preload; as=fetch; crossorigin=anonymous`);
  return withHeaders(response, { ...common, "Content-Security-Policy": policy });
}

function withHeaders(response: NextResponse, headers: Readonly<Record<string, string>>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

// Static files have headers of their own (next.config.js).
export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon.svg).*)"] };
