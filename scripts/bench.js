// Measures reads of the running product with 50 concurrent clients: `npm run bench:http`. Starts it on a data folder of its own,
// fills the demo by its own means, and prints percentiles as JSON. State the machine's load with every figure.
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measureReads } from "./benching/measure-reads.js";
import { findFreePort } from "./launcher/free-port.js";
import { enterAs, prepareContent } from "./screenshots/prepare-content.js";
import { startProduct } from "./screenshots/start-product.js";

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
  const { headers } = await enterAs(product.address, "demo");
  const paths = [
    "session.me",
    "strategies.list",
    "backtests.list",
    "datasets.list",
    "baskets.list",
    "marketplace.list?input={}",
  ];
  const results = [];
  for (const path of paths) {
    results.push(await measureReads({ url: `${product.address}/api/trpc/${path}`, headers, clients: 50, seconds: 5 }));
  }
  console.log(JSON.stringify({ loadAverage: loadavg()[0], clients: 50, results }, null, 2));
} finally {
  await product.stop();
}
