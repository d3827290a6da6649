import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { log } from "../log.ts";
import { refuseLargeBody } from "../ops/body-limit.ts";
import { refuseTooSoon } from "../ops/request-limit.ts";
import { withRequestId } from "../request-id.ts";
import { createContext } from "../trpc/create-context.ts";
import { appRouter } from "../trpc/router.ts";
import { toTransportError } from "../trpc/transport-error.ts";

// A draft may take 2 MB; some room for its wrapping.
const mostBytes = 3 * 1024 * 1024;

/** Answers the calls of the web application (tRPC), its event stream among them. */
export function proceduresDoor(request: Request): Promise<Response> {
  return withRequestId(request.headers, () => answer(request));
}

async function answer(request: Request): Promise<Response> {
  const refusal = refuseTooSoon(request.headers) ?? refuseLargeBody(request, mostBytes);
  if (refusal) return refusal;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    maxBatchSize: 50,
    createContext: () => createContext(request.headers).catch(failInOurWords),
    responseMeta: ({ ctx }) => ({
      headers: { "cache-control": "no-store", ...(ctx && { "x-request-id": ctx.requestId }) },
    }),
    onError: ({ error, path }) => {
      if (error.code !== "INTERNAL_SERVER_ERROR" && error.code !== "SERVICE_UNAVAILABLE") return;
      log().error({ err: error.cause ?? error, path }, "procedure failed");
    },
  });
}

function failInOurWords(thrown: unknown): never {
  throw toTransportError(thrown);
}
