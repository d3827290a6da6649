import { once } from "node:events";
import { createServer } from "node:http";
import { env } from "../env.ts";
import { serveMetrics } from "./serve-metrics.ts";

/**
 * Offers this worker's metrics on WORKER_METRICS_PORT until the signal; without the setting there is no such door. It is open to other
 * machines only where METRICS_TOKEN keeps strangers out.
 */
export async function openMetricsDoor(until: AbortSignal): Promise<void> {
  const { WORKER_METRICS_PORT: port, METRICS_TOKEN } = env();
  if (port === undefined) return;
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    const authorization = request.headers.authorization;
    const answer = await serveMetrics(new Headers(authorization === undefined ? {} : { authorization }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  server.listen(port, METRICS_TOKEN ? "0.0.0.0" : "127.0.0.1");
  await once(server, "listening");
  until.addEventListener("abort", () => {
    server.closeAllConnections();
    server.close();
  });
}
