import { once } from "node:events";
import next from "next";
import { env } from "../env.ts";
import { log } from "../log.ts";
import { startTracing } from "../ops/start-tracing.ts";
import { packedFiles } from "./packed-files.ts";
import { warmPages } from "./warm-pages.ts";
import { createWebServer } from "./web-server.ts";

/** Requests under way get this long when the process is asked to stop; event streams are opened again elsewhere. */
const farewellMilliseconds = 3_000;

const { PORT: port, QUANTLOOM_HOST: hostname, QUANTLOOM_DEV: dev } = env();
const tracing = await startTracing("quantloom-web");
const server = createWebServer(
  (incoming, outgoing) => pages(incoming, outgoing),
  dev ? undefined : packedFiles(".next/static"),
);
const site = next({ dev, hostname, port, httpServer: server });
await site.prepare();
const pages = site.getRequestHandler();
server.listen(port, hostname);
await once(server, "listening");
log().info({ hostname, port }, "web server ready");
// In development a page is compiled when it is asked for.
if (!dev)
  warmPages(`http://127.0.0.1:${port}`).catch((error: unknown) =>
    log().debug({ err: error }, "no page was rendered ahead"),
  );

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const forced = setTimeout(() => server.closeAllConnections(), farewellMilliseconds);
  server.closeIdleConnections();
  // what is answered from now on is not kept either
  server.keepAliveTimeout = 1;
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(forced);
  await site.close();
  await tracing?.stop();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
