import { auth } from "@/server/auth/auth.ts";
import { refuseLargeBody } from "@/server/ops/body-limit.ts";
import { withRequestId } from "@/server/request-id.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

function handle(request: Request): Promise<Response> {
  return withRequestId(request.headers, () => refuseLargeBody(request, 64 * 1024) ?? auth().handler(request));
}

export { handle as GET, handle as POST };
