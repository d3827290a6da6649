import type { Reader } from "../result-access.ts";
import { type ExportFile, exportResult } from "./export-result.ts";

/** Sends a result as a file to keep. */
export async function exportResponse(reader: Reader, id: string, file: ExportFile): Promise<Response> {
  const { body, type } = await exportResult(reader, id, file);
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="backtest-${id.slice(0, 8)}-${file}"`,
    "cache-control": "private, no-store",
  };
  return new Response(body, { headers });
}
