import { datasetActionsResponse } from "@/server/features/datasets/bars-response.ts";
import { withRequestId } from "@/server/request-id.ts";
import { createContext } from "@/server/trpc/create-context.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

type Parameters = { readonly params: Promise<{ readonly id: string }> };

export async function GET(request: Request, { params }: Parameters): Promise<Response> {
  const { id } = await params;
  return withRequestId(request.headers, async () => datasetActionsResponse(await createContext(request.headers), id));
}
