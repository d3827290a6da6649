// Takes pictures of the product for the documents: starts it on a data folder of its own, enters the demo, and opens every
// page of scripts/screenshots/pages.json. `--keep` uses the data of the last time, `--only a,b` takes some pages.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "./launcher/free-port.js";
import { startProduct } from "./screenshots/start-product.js";
import { takeScreenshots } from "./screenshots/take-screenshots.js";
import { findChromium } from "./testing/chromium.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const parameters = process.argv.slice(2);
const valueAfter = (flag) => (parameters.includes(flag) ? parameters[parameters.indexOf(flag) + 1] : undefined);
const only = valueAfter("--only")?.split(",");
const pages = JSON.parse(readFileSync(join(root, "scripts/screenshots/pages.json"), "utf8")).filter(
  ({ name }) => only === undefined || only.includes(name),
);
const dataFolder = join(root, ".cache/screenshots-data");
if (!parameters.includes("--keep")) rmSync(dataFolder, { recursive: true, force: true });

const product = await startProduct({ root, port: await findFreePort(), dataFolder });
try {
  const { prepareContent } = await import("./screenshots/prepare-content.js");
  const named = await prepareContent(product.address);
  const { taken, missing, problems } = await takeScreenshots({
    address: product.address,
    // a path may name what has been made: /sweeps/{sweep}
    pages: pages.map((page) => ({ ...page, path: page.path.replace(/\{(\w+)\}/g, (_, name) => named[name] ?? "") })),
    folder: valueAfter("--to") ?? join(root, "docs/screenshots"),
    ...(await findChromium(join(root, ".cache"))),
  });
  console.log(`${taken.length} screenshots taken`);
  if (missing.length > 0) console.log(`nothing to show: ${missing.join(", ")}`);
  for (const problem of [...new Set(problems)]) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  await product.stop();
}
