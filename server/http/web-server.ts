import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { securityHeaders } from "../config/security-headers.ts";
import { log } from "../log.ts";
import { type FoundRoute, findRoute } from "./api-routes.ts";
import { completeHeaders, readRequest } from "./read-request.ts";
import { sendResponse } from "./send-response.ts";
import { serveApi } from "./serve-api.ts";

export type PageHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** Returns the HTTP server of the product: the routes of api-routes.ts are answered here, every other address by `pages`. */
export function createWebServer(pages: PageHandler): Server {
  return createServer((incoming, outgoing) => {
    const path = pathOf(incoming);
    const route = findRoute(path);
    const serve = route === null ? pages(incoming, outgoing) : answerApi(route, incoming, outgoing);
    serve.catch((error: unknown) => {
      if (!outgoing.destroyed) log().error({ err: error, path }, "request failed");
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
  });
}

async function answerApi(route: FoundRoute, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  completeHeaders(incoming);
  const isHttps = String(incoming.headers["x-forwarded-proto"]).startsWith("https");
  const response = await serveApi(readRequest(incoming, outgoing), route);
  await sendResponse(response, outgoing, securityHeaders(isHttps));
}

function pathOf({ url = "/" }: IncomingMessage): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}
