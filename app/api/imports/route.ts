import { uploadResponse } from "@/server/features/imports/upload-response.ts";
import { refuseTooSoon } from "@/server/ops/request-limit.ts";
import { withRequestId } from "@/server/request-id.ts";
import { createContext } from "@/server/trpc/create-context.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export async function POST(request: Request): Promise<Response> {
  return withRequestId(request.headers, async () => {
    const refusal = refuseTooSoon(request.headers);
    return refusal ?? uploadResponse(request, await createContext(request.headers));
  });
}
