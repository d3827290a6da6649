// Measures how soon the pages of the marketplace can be used, with 10,000 listings in it: `npm run bench:gallery`. Starts the product on a
// database of its own, and prints milliseconds from the navigation until the first cards are on the screen and answer, with an empty cache
// and with a warm one, with the processor time that the page took of it. State the machine's load with every figure. `-- 9 1000` takes nine
// visits of each kind, and 1,000 listings.
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { fillMarket } from "./benching/fill-market.js";
import { percentiles } from "./benching/percentiles.js";
import { startDatabase } from "./launcher/embedded-database.js";
import { findFreePort } from "./launcher/free-port.js";
import { enterAs } from "./screenshots/prepare-content.js";
import { startProduct } from "./screenshots/start-product.js";
import { findChromium } from "./testing/chromium.js";

const [visits = 7, listings = 10_000] = process.argv.slice(2).map(Number);
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const pages = { marketplace: "Baskets", templates: "Curated" };

/** Opens a page, and waits until cards are drawn and a choice among them has been obeyed. */
async function visit(context, address, [path, choice]) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  await page.goto(`${address}/${path}`, { waitUntil: "commit" });
  const shown = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          if (document.querySelectorAll("main article").length < 3) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
        };
        look();
      }),
  );
  const obeyed = await page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const radio = [...document.querySelectorAll('[role="radio"]')].find((one) => one.textContent === name);
        radio.click();
        const look = () =>
          radio.getAttribute("aria-checked") === "true" ? resolve(performance.now()) : requestAnimationFrame(look);
        look();
      }),
    choice,
  );
  const { metrics } = await session.send("Performance.getMetrics");
  const took = metrics.find(({ name }) => name === "TaskDuration").value * 1_000;
  const kilobytes = await page.evaluate(() =>
    performance.getEntriesByType("resource").reduce((sum, one) => sum + one.transferSize / 1_000, 0),
  );
  await page.close();
  return { shown, interactive: obeyed, processor: took, kilobytes };
}

function summary(taken) {
  const of = (key) => percentiles(taken.map((one) => one[key]));
  const [interactive, shown] = [of("interactive"), of("shown")];
  return {
    ...{ p50: interactive.p50, p95: interactive.p95, shown: shown.p50 },
    ...{ processor: of("processor").p50, kilobytes: Math.round(of("kilobytes").p50) },
  };
}

const { executablePath, environment } = await findChromium(join(root, ".cache"));
Object.assign(process.env, environment);
const dataFolder = join(root, ".cache/bench-gallery-data");
rmSync(dataFolder, { recursive: true, force: true });
const product = await startProduct({
  root,
  port: await findFreePort(),
  dataFolder,
  environment: { API_RATE_LIMIT: "10000000" },
});
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  // the database of the product, which is running
  await fillMarket((await startDatabase({ dataFolder })).url, listings);
  const { address } = product;
  const demo = await enterAs(address, "demo");
  const cookies = demo.headers.cookie.split("; ").map((one) => {
    const [name, ...rest] = one.split("=");
    return { name, value: rest.join("="), url: address };
  });
  const opened = async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies(cookies);
    return context;
  };
  const results = {};
  for (const page of Object.entries(pages)) {
    const warm = await opened();
    const [cold, again] = [[], []];
    for (let round = 0; round <= visits; round += 1) {
      const fresh = await opened();
      const taken = [await visit(fresh, address, page), await visit(warm, address, page)];
      await fresh.close();
      // the server renders each page for the first time in the first round
      if (round > 0) for (const [at, list] of [cold, again].entries()) list.push(taken[at]);
    }
    await warm.close();
    const load = Number(loadavg()[0].toFixed(1));
    results[page[0]] = { cold: summary(cold), warm: summary(again), load };
    console.error(page[0], JSON.stringify(results[page[0]]));
  }
  console.log(JSON.stringify({ listings, ...results }, null, 2));
} finally {
  await browser.close();
  await product.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
