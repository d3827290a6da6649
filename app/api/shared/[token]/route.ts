import { withRequestId } from "@/server/request-id.ts";
import { sharedResponse } from "../shared-response.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

type Parameters = { readonly params: Promise<{ readonly token: string }> };

/** What a share link shows, for anybody who has it. */
export async function GET(request: Request, { params }: Parameters): Promise<Response> {
  const { token } = await params;
  return withRequestId(request.headers, () => sharedResponse(token));
}
