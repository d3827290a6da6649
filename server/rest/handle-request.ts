import { z } from "zod";
import { AppError } from "../errors/app-error.ts";
import { refuseLargeBody } from "../ops/body-limit.ts";
import { refuseTooSoon } from "../ops/request-limit.ts";
import { currentRequestId } from "../request-id.ts";
import type { RequestContext } from "../trpc/context.ts";
import { appRouter } from "../trpc/router.ts";
import type { Route } from "./define-route.ts";
import { errorResponse } from "./error-response.ts";
import { matchRoute } from "./match-route.ts";
import { routes } from "./routes.ts";

const mostBytes = 3 * 1024 * 1024;

/** Answers one request to /api/v1: `path` is what follows it. Errors are { error: { code, message, detail?, requestId } }. */
export async function handleRestRequest(
  request: Request,
  path: string,
  createContext: (headers: Headers) => Promise<RequestContext>,
): Promise<Response> {
  const refusal = refuseTooSoon(request.headers) ?? refuseLargeBody(request, mostBytes);
  if (refusal) return refusal;
  const match = matchRoute(routes, request.method, path);
  if (!match.route) {
    const isKnown = match.allowed.length > 0;
    const message = `There is no ${request.method} ${path} in this API.`;
    const error = { code: "not-found", message, requestId: currentRequestId() };
    return Response.json(
      { error },
      { status: isKnown ? 405 : 404, headers: isKnown ? { allow: match.allowed.join(", ") } : {} },
    );
  }
  // A cookie is no key: programs send Authorization, and a browser page of another site cannot.
  const headers = new Headers(request.headers);
  headers.delete("cookie");
  const context = await createContext(headers);
  try {
    const fields = { ...(await inputOf(request, match.route)), ...match.fields };
    if (match.route.files !== undefined) return await sendFile(match.route.files, context, fields);
    const answer = await match.route.run(appRouter.createCaller(context), fields);
    return Response.json(answer, { status: match.route.status, headers: answerHeaders(context) });
  } catch (error) {
    return errorResponse(error, context.requestId);
  }
}

async function sendFile(
  { permission, send }: NonNullable<Route["files"]>,
  { caller, refusal, db, requestId }: RequestContext,
  fields: unknown,
): Promise<Response> {
  if (caller === null) throw new AppError(refusal);
  if (!caller.permissions.has(permission))
    throw new AppError("forbidden", { message: `This needs the permission ${permission}.` });
  const answer = await send({ ...caller, db, requestId }, fields);
  answer.headers.set("x-request-id", requestId);
  return answer;
}

async function inputOf(request: Request, route: Route): Promise<Record<string, unknown>> {
  if (route.method === "GET") return Object.fromEntries(new URL(request.url).searchParams);
  const body: unknown = await request.json().catch(() => undefined);
  return z.record(z.string(), z.unknown()).parse(body);
}

function answerHeaders(context: RequestContext): Record<string, string> {
  return { "x-request-id": context.requestId, "cache-control": "no-store" };
}
