import { env } from "@/server/env.ts";
import { enterDemo } from "@/server/features/demo/service.ts";
import { refuseLargeBody } from "@/server/ops/body-limit.ts";
import { withRequestId } from "@/server/request-id.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

/** Tells the sign-in page whether there is a demo to enter. */
export function GET(): Response {
  return Response.json({ demo: env().QUANTLOOM_DEMO });
}

export function POST(request: Request): Promise<Response> {
  return withRequestId(request.headers, () => refuseLargeBody(request, 1024) ?? enterDemo(request));
}
