import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { z } from "zod";
import { databaseTrouble } from "../db/database-trouble.ts";
import { findAppError } from "../errors/app-error.ts";
import { errorCodes } from "../errors/codes.ts";
import { log } from "../log.ts";

/** Returns what a caller of the API reads of an error: { error: { code, message, detail?, requestId } }. */
export function errorResponse(thrown: unknown, requestId: string): Response {
  const headers = { "x-request-id": requestId, "cache-control": "no-store" };
  const known = findAppError(thrown) ?? databaseTrouble(thrown);
  if (known) {
    const { code, message, detail } = known;
    if (errorCodes[code].family === "operational") log().error({ err: thrown }, "public API call failed");
    const status = getHTTPStatusCodeFromError(
      thrown instanceof TRPCError ? thrown : new TRPCError({ code: errorCodes[code].transport }),
    );
    return Response.json({ error: { code, message, detail, requestId } }, { status, headers });
  }
  const problems = problemsOf(thrown);
  if (problems) {
    const error = { code: "invalid-input", message: problems, requestId };
    return Response.json({ error }, { status: 400, headers });
  }
  log().error({ err: thrown }, "public API call failed");
  const error = { code: "internal", message: errorCodes.internal.text, requestId };
  return Response.json({ error }, { status: 500, headers });
}

function problemsOf(thrown: unknown): string | null {
  const cause = thrown instanceof TRPCError && thrown.code === "BAD_REQUEST" ? thrown.cause : thrown;
  return cause instanceof z.ZodError || cause instanceof z.core.$ZodError ? z.prettifyError(cause) : null;
}
