import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { fileHeaders, securityHeaders } from "../config/security-headers.ts";
import { log } from "../log.ts";
import { type FoundRoute, findRoute } from "./api-routes.ts";
import type { FileHandler } from "./packed-files.ts";
import { completeHeaders, readRequest } from "./read-request.ts";
import { sendResponse } from "./send-response.ts";
import { serveApi } from "./serve-api.ts";

export type PageHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/**
 * A connection that idles is kept longer than those who call keep theirs, proxies with their minute among them: who sends into one that is
 * closed at that moment gets no answer, and cannot know whether it was heard.
 */
const keepAliveTimeout = 75_000;

/** In development files change under their names. */
const noFiles: FileHandler = async () => false;

/**
 * Returns the HTTP server of the product: the routes of api-routes.ts are answered here, the scripts of the build by `files`, every other
 * address by `pages`.
 */
export function createWebServer(pages: PageHandler, files: FileHandler = noFiles): Server {
  return createServer({ keepAliveTimeout }, (incoming, outgoing) => {
    const path = pathOf(incoming);
    answer(path, incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.destroyed) log().error({ err: error, path }, "request failed");
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
  });

  async function answer(path: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const route = findRoute(path);
    if (route !== null) return await answerApi(route, incoming, outgoing);
    if (path.startsWith("/_next/static/")) {
      for (const [name, value] of Object.entries(fileHeaders)) outgoing.setHeader(name, value);
      if (await files(path, incoming, outgoing)) return;
    }
    await pages(incoming, outgoing);
  }
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
