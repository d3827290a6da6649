import { z } from "zod";
import { database } from "../db/client.ts";
import { takeSignal } from "../features/hooks/take-signal.ts";
import { refuseLargeBody } from "../ops/body-limit.ts";
import { refuseTooSoon } from "../ops/request-limit.ts";
import { currentRequestId, withRequestId } from "../request-id.ts";
import { errorResponse } from "../rest/error-response.ts";
import type { Fields } from "./api-route.ts";

const mostBytes = 4_096;

/** Takes a signal for the live runs of a strategy, signed in a header or with the secret in the body (docs/webhooks.md). */
export function hooksDoor(request: Request, { hook = "" }: Fields): Promise<Response> {
  return withRequestId(request.headers, async () => {
    const refusal = refuseTooSoon(request.headers) ?? refuseLargeBody(request, mostBytes);
    if (refusal) return refusal;
    try {
      const id = z.uuid().safeParse(hook).data ?? "";
      const signature = request.headers.get("x-quantloom-signature");
      const runs = await takeSignal(database(), id, { body: await request.text(), signature, now: Date.now() });
      return Response.json({ runs }, { status: 202, headers: { "cache-control": "no-store" } });
    } catch (error) {
      return errorResponse(error, currentRequestId() ?? "");
    }
  });
}
