import { withRequestId } from "@/server/request-id.ts";
import { handleRestRequest } from "@/server/rest/handle-request.ts";
import { createContext } from "@/server/trpc/create-context.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

type Parameters = { readonly params: Promise<{ readonly path: string[] }> };

async function handle(request: Request, { params }: Parameters): Promise<Response> {
  const path = `/${(await params).path.join("/")}`;
  return withRequestId(request.headers, () => handleRestRequest(request, path, createContext));
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
