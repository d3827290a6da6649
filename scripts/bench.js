// Measures reads of the running product with 50 concurrent clients: `npm run bench:http`. Starts it on a data folder of its own,
// fills the demo by its own means, and prints percentiles (milliseconds) as JSON. State the machine's load with every figure.
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measureReads } from "./benching/measure-reads.js";
import { findFreePort } from "./launcher/free-port.js";
import { enterAs, prepareContent } from "./screenshots/prepare-content.js";
import { startProduct } from "./screenshots/start-product.js";

const clients = 50;
const seconds = 5;
const procedures = [
  "session.me",
  "strategies.list",
  "backtests.list",
  "datasets.list",
  "baskets.list",
  "marketplace.list?input={}",
];

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const dataFolder = join(root, ".cache/bench-data");
rmSync(dataFolder, { recursive: true, force: true });
const product = await startProduct({
  root,
  port: await findFreePort(),
  dataFolder,
  environment: { API_RATE_LIMIT: "10000000" }, // the limit is not what is measured
});
try {
  await prepareContent(product.address);
  // Every client has a session of its own.
  const sessions = [];
  for (let client = 0; client < clients; client += 1) sessions.push(await enterAs(product.address, "demo"));
  const browsers = sessions.map(({ headers }) => ({ cookie: headers.cookie }));
  const { key } = await sessions[0].mutate("apiKeys.create", { name: "bench", scopes: ["strategies:read"] });
  const programs = browsers.map(() => ({ authorization: `Bearer ${key}` }));
  const reads = [
    { path: "/api/health", callers: browsers },
    ...procedures.map((path) => ({ path: `/api/trpc/${path}`, callers: browsers })),
    { path: "/api/v1/strategies", callers: programs },
  ];
  const results = [];
  for (const { path, callers } of reads) {
    results.push(await measureReads({ url: `${product.address}${path}`, callers, seconds }));
  }
  console.log(JSON.stringify({ loadAverage: loadavg()[0], clients, results }, null, 2));
} finally {
  await product.stop();
}
