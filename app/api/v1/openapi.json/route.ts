import { publicOrigins } from "@/server/auth/public-origins.ts";
import { env } from "@/server/env.ts";
import { openapiDocument } from "@/server/rest/openapi-document.ts";
import { routes } from "@/server/rest/routes.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export function GET(): Response {
  return Response.json(openapiDocument(routes, publicOrigins(env())[0]));
}
