import { encodeBarColumns } from "../../data/bar-columns-binary.ts";
import { loadDataset } from "../../data/dataset-registry.ts";
import { errorCodes } from "../../errors/codes.ts";
import type { Caller } from "../../trpc/context.ts";

/**
 * Answers with the bars of a history in their binary form. The snapshot id is the entity tag, so that a browser which has the bars is
 * told so in a few bytes.
 */
export async function datasetBarsResponse(request: Request, caller: Caller | null, id: string): Promise<Response> {
  if (caller === null) return refusal(401, "not-signed-in");
  if (!caller.permissions.has("dataset.read")) return refusal(403, "forbidden");
  const dataset = await loadDataset(id);
  if (dataset === null) return refusal(404, "not-found");
  const etag = `"${dataset.snapshotId}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(encodeBarColumns(dataset.bars), {
    headers: { ...headers, "content-type": "application/octet-stream" },
  });
}

function refusal(status: number, code: "not-signed-in" | "forbidden" | "not-found"): Response {
  return Response.json({ code, message: errorCodes[code].text }, { status });
}
