import { publicOrigins } from "@/server/auth/public-origins.ts";
import { env } from "@/server/env.ts";
import { referencePage } from "@/server/rest/reference-page.ts";
import { routes } from "@/server/rest/routes.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function GET(): Response {
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  return new Response(referencePage(routes, publicOrigins(env())[0]), { headers });
}
