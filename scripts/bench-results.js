// Measures the way from the click to the full result: `npm run bench:results`. Starts the product on a data folder of its own, brings
// in histories by its own means, and prints medians as JSON. Every sample has a parameter that no other has, so that none is answered
// by a result that is there already. State the machine's load with every figure. `-- 9 500 --only bars,page` takes nine samples, 500
// symbols, and only those parts.
import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { openResult, timeBacktest, timeSweep, workerMegabytes } from "./benching/measure-runs.js";
import { percentiles } from "./benching/percentiles.js";
import { importHistory, walkCsv } from "./benching/result-histories.js";
import { findFreePort } from "./launcher/free-port.js";
import { enterAs } from "./screenshots/prepare-content.js";
import { startProduct } from "./screenshots/start-product.js";
import { findChromium } from "./testing/chromium.js";

const every = ["days", "bars", "page", "sweep", "symbols"];
const { values, positionals } = parseArgs({ options: { only: { type: "string" } }, allowPositionals: true });
const [samples, symbols] = [Number(positionals[0] ?? 9), Number(positionals[1] ?? 500)];
const wanted = values.only?.split(",") ?? every;
const unknown = wanted.filter((part) => !every.includes(part));
if (unknown.length > 0) throw new Error(`--only takes ${every.join(", ")}; there is no ${unknown.join(", ")}`);
/** As many files are on their way to the one worker at a time, so that it never waits for the next. */
const importers = 6;
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const dataFolder = join(root, ".cache/bench-results-data");
rmSync(dataFolder, { recursive: true, force: true });

/** The first template with other settings: the crossing of two averages, whose lengths are its knobs. */
async function crossing(demo, { name, timeframe, universe = [], amount = 100, settings = {} }) {
  const [{ id: known }] = (await demo.query("strategies.list")).filter(({ name: title }) => /SMA cross/i.test(title));
  const { draft } = await demo.query("strategies.get", { id: known });
  const nodes = draft.nodes.map((node) =>
    node.kind === "order.enter" ? { ...node, params: { ...node.params, amount } } : node,
  );
  const document = { ...draft, name, universe, nodes, settings: { ...draft.settings, timeframe, ...settings } };
  const { id, revision = 1 } = await demo.mutate("strategies.create", { document });
  return { strategyId: id, revision };
}

async function series(product, request, count) {
  const taken = [];
  for (let sample = 0; sample < count; sample += 1) {
    const parameters = { fast: 3 + (sample % 20), slow: 31 + sample };
    taken.push(await timeBacktest(product, { ...request, parameters }));
  }
  const [first, ...others] = taken.map(({ milliseconds }) => milliseconds);
  return { first: Math.round(first), ...percentiles(others), id: taken.at(-1).id };
}

const { executablePath, environment } = await findChromium(join(root, ".cache"));
Object.assign(process.env, environment);
const product = await startProduct({
  root,
  port: await findFreePort(),
  dataFolder,
  // The limits are not what is measured.
  environment: { API_RATE_LIMIT: "10000000", TEAM_IMPORTS_RUNNING: String(importers) },
});
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const { address } = product;
  const demo = await enterAs(address, "demo");
  const here = { address, demo };
  const results = {};
  const note = (name, result) => {
    // Of the worker the most so far, so that it is seen which part drove it up.
    results[name] = { ...result, megabytes: workerMegabytes(product.pid), load: Number(loadavg()[0].toFixed(1)) };
    console.error(name, JSON.stringify(results[name]));
  };

  const measurePage = async (request) => {
    const { id } = await timeBacktest(here, request);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const cookies = demo.headers.cookie.split("; ").map((one) => {
      const [key, ...rest] = one.split("=");
      return { name: key, value: rest.join("="), url: address };
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    const opened = [];
    for (let visit = 0; visit < 6; visit += 1) opened.push(await openResult(page, { address, id }));
    const { statistics } = await demo.query("backtests.get", { id });
    const trades = statistics.find((one) => one.id === "trade-count").value;
    const [cold, ...warm] = opened;
    const shown = percentiles(warm.map((one) => one.shown));
    note("page with many trades", { trades, cold, ...shown, click: percentiles(warm.map((one) => one.click)).p50 });
  };

  const days = await crossing(demo, { name: "ten years of days", timeframe: "1d" });
  if (wanted.includes("days"))
    note("10 years daily", await series(here, { ...days, datasetId: "syn-b-daily" }, samples));

  if (wanted.includes("bars") || wanted.includes("page")) {
    const minutes = walkCsv({ seed: 1, count: 1_000_000, minutes: 1 });
    const millionId = await importHistory({ ...here, symbol: "WALK", timeframe: "1m", csv: minutes });
    note("import of a million rows", {});
    const million = await crossing(demo, { name: "a million minutes", timeframe: "1m" });
    if (wanted.includes("bars"))
      note("1 million bars", await series(here, { ...million, datasetId: millionId }, samples));
    // Without costs the account lives through every crossing of short averages.
    const free = { costs: { model: "none" }, slippage: { model: "none" } };
    const busy = await crossing(demo, { name: "many trades", timeframe: "1m", settings: free });
    if (wanted.includes("page"))
      await measurePage({ ...busy, datasetId: millionId, parameters: { fast: 4, slow: 10 } });
  }

  if (wanted.includes("sweep")) {
    const plan = (sample) => ({
      knobs: [
        { key: "fast", from: 2, to: 101, step: 1 },
        { key: "slow", from: 102 + sample, to: 201 + sample, step: 1 },
      ],
    });
    const swept = [];
    for (let sample = 0; sample < Math.min(samples, 4); sample += 1)
      swept.push(await timeSweep(here, { ...days, datasetId: "syn-b-daily", plan: plan(sample) }));
    note("sweep on days", { points: swept[0].points, ...percentiles(swept.map(({ milliseconds }) => milliseconds)) });
  }

  if (wanted.includes("symbols")) {
    const universe = Array.from({ length: symbols }, (_, at) => `W${String(at).padStart(3, "0")}`);
    const ids = [];
    const waiting = universe.map((symbol, at) => ({
      symbol,
      csv: walkCsv({ seed: 100 + at, count: 2_520, minutes: 1_440 }),
    }));
    const importNext = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        ids.push(await importHistory({ ...here, timeframe: "1d", ...next }));
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: importers }, importNext));
    note(`imports of ${symbols} symbols`, { seconds: Math.round((performance.now() - began) / 1_000) });
    const wide = await crossing(demo, { name: "many symbols", timeframe: "1d", universe, amount: 100 / symbols });
    note(`${symbols} symbols, 10 years`, await series(here, { ...wide, datasetId: ids[0] }, Math.min(samples, 5)));
  }
  console.log(JSON.stringify(results, null, 2));
} finally {
  await browser.close();
  await product.stop();
}
