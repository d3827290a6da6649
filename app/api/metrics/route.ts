import { serveMetrics } from "@/server/ops/serve-metrics.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export function GET(request: Request): Promise<Response> {
  return serveMetrics(request.headers);
}
