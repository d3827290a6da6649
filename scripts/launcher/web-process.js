import { join } from "node:path";
import { startNodeChild } from "./node-child.js";

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Starts the web server and waits until it can serve: its database is reachable and migrated. */
export function startWeb({ root, settings, environment, logFolder }) {
  const { host, port, isDevelopment } = settings;
  return startNodeChild({
    name: "web",
    root,
    parameters: [join(root, "dist/web.js")],
    environment: {
      ...environment,
      QUANTLOOM_HOST: host,
      NODE_ENV: isDevelopment ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    logFolder,
    isReady: () => answers(`http://127.0.0.1:${port}/api/ready`),
    patience: isDevelopment ? 180_000 : 60_000,
    verbose: settings.isVerbose || isDevelopment,
  });
}
