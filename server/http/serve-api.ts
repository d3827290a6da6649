import { isForeignWrite } from "../auth/foreign-origin.ts";
import { errorCodes } from "../errors/codes.ts";
import { log } from "../log.ts";
import type { FoundRoute } from "./api-routes.ts";

/** Answers one request to a route: refuses writes from other sites and methods that the route does not know. */
export async function serveApi(request: Request, { path, doors, fields }: FoundRoute): Promise<Response> {
  if (isForeignWrite(request.method, request.headers)) {
    return refusal(403, "forbidden", "This request came from another site.");
  }
  const method = request.method === "HEAD" ? "GET" : request.method;
  const door = Object.entries(doors).find(([name]) => name === method)?.[1];
  if (door === undefined) return otherMethod(request.method, path, Object.keys(doors));
  try {
    return await door(request, fields);
  } catch (error) {
    log().error({ err: error, path }, "request failed");
    return refusal(500, "internal", errorCodes.internal.text);
  }
}

function otherMethod(method: string, path: string, known: readonly string[]): Response {
  const allow = [...known, ...(known.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  const answer = refusal(405, "not-found", `${path} knows no ${method}, only ${allow}.`);
  answer.headers.set("allow", allow);
  return answer;
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}
