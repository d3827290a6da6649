import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

// Next loads route modules more than once in one process; all must see the same scope.
const shared = globalThis as { quantloomRequest?: AsyncLocalStorage<string> };
shared.quantloomRequest ??= new AsyncLocalStorage();
const scope = shared.quantloomRequest;

const idShape = /^[A-Za-z0-9._-]{8,64}$/;

/** Returns the id under which a request is found in logs and errors: the caller's own, when it is a sensible one. */
function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && idShape.test(given) ? given : randomUUID();
}

/** Returns the id of the request that is being served; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return scope.getStore();
}

/** Serves a request under its id: every log line meanwhile carries it, and so does the answer, a refusal too. */
export function withRequestId(headers: Headers, serve: () => Response | Promise<Response>): Promise<Response> {
  const requestId = requestIdOf(headers);
  return scope.run(requestId, async () => {
    const answer = await serve();
    if (answer.headers.has("x-request-id")) return answer;
    // An answer of somebody else's making may not let its headers be changed.
    const named = new Response(answer.body, answer);
    named.headers.set("x-request-id", requestId);
    return named;
  });
}
