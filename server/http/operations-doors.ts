import { productVersion } from "../config/product-version.ts";
import { database } from "../db/client.ts";
import { checkReadiness } from "../ops/readiness.ts";
import { serveMetrics } from "../ops/serve-metrics.ts";

/** The process is alive; nothing is said about what it depends on. */
export function healthDoor(): Response {
  return Response.json({ status: "ok", version: productVersion });
}

export async function readyDoor(): Promise<Response> {
  const readiness = await checkReadiness(database());
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}

export function metricsDoor(request: Request): Promise<Response> {
  return serveMetrics(request.headers);
}
