import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "../env.ts";
import { metrics } from "./metrics.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Answers Prometheus. Open on the demo's own machine; elsewhere METRICS_TOKEN is asked for, and without one it is shut. */
export async function serveMetrics(headers: Headers): Promise<Response> {
  const { METRICS_TOKEN, QUANTLOOM_DEMO } = env();
  const expected = METRICS_TOKEN && `Bearer ${METRICS_TOKEN.reveal()}`;
  const given = headers.get("authorization") ?? "";
  const isOpen = expected ? timingSafeEqual(digest(given), digest(expected)) : QUANTLOOM_DEMO;
  if (!isOpen) return new Response("Set METRICS_TOKEN and send it as a bearer token.\n", { status: 401 });
  const { registry } = metrics();
  return new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } });
}
