import { publicOrigins } from "../auth/public-origins.ts";
import { env } from "../env.ts";
import { withRequestId } from "../request-id.ts";
import { handleRestRequest } from "../rest/handle-request.ts";
import { openapiDocument } from "../rest/openapi-document.ts";
import { referencePage } from "../rest/reference-page.ts";
import { routes } from "../rest/routes.ts";
import { createContext } from "../trpc/create-context.ts";
import type { Fields } from "./api-route.ts";

const referencePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers the public REST API. */
export function restDoor(request: Request, { path = "" }: Fields): Promise<Response> {
  return withRequestId(request.headers, () => handleRestRequest(request, `/${path}`, createContext));
}

export function openapiDoor(): Response {
  return Response.json(openapiDocument(routes, publicOrigins(env())[0]));
}

export function referenceDoor(): Response {
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": referencePolicy };
  return new Response(referencePage(routes, publicOrigins(env())[0]), { headers });
}
