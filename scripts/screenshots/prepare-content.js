import { setTimeout as delay } from "node:timers/promises";

/** Returns a caller of the product's own procedures, signed in as one of the demo accounts. */
export async function enterAs(address, as) {
  const entered = await fetch(`${address}/api/demo/enter`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ as }),
  });
  if (!entered.ok) throw new Error(`Entering the demo as ${as} failed: ${entered.status} ${await entered.text()}`);
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const headers = { cookie, origin: address, "content-type": "application/json" };
  const read = async (response, path) => {
    const { result, error } = await response.json();
    if (error) throw new Error(`${path}: ${error.message}`);
    return result.data;
  };
  return {
    headers,
    async query(path, input) {
      const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return await read(await fetch(`${address}/api/trpc/${path}${search}`, { headers }), path);
    },
    async mutate(path, input) {
      const request = { method: "POST", headers, body: JSON.stringify(input) };
      return await read(await fetch(`${address}/api/trpc/${path}`, request), path);
    },
  };
}

async function until(what, isTrue) {
  for (const deadline = Date.now() + 60_000; ; await delay(250)) {
    if (await isTrue()) return;
    if (Date.now() > deadline) throw new Error(`Waited a minute for ${what}.`);
  }
}

/**
 * Fills the demo by the product's own means: backtests of its strategies, a sweep, a published basket, a subscription with
 * paper runs, a simulated broker's account. Returns what paths of pages may name.
 */
export async function prepareContent(address) {
  const demo = await enterAs(address, "demo");
  const strategies = await demo.query("strategies.list");
  const datasets = await demo.query("datasets.list");
  const backtests = [];
  for (const { id, revision, timeframe } of strategies) {
    const dataset = datasets.find((one) => one.timeframe === timeframe) ?? datasets[0];
    backtests.push(await demo.mutate("backtests.run", { strategyId: id, revision, datasetId: dataset.id }));
  }
  for (const { backtestId } of backtests) {
    await until("a backtest", async () => {
      const { status } = await demo.query("backtests.get", { id: backtestId });
      return status !== "queued" && status !== "running";
    });
  }
  const { sweepId } = await demo.mutate("sweeps.run", {
    strategyId: strategies[0].id,
    revision: strategies[0].revision,
    datasetId: "sp500-daily",
    plan: { knobs: knobsOf((await demo.query("strategies.get", { id: strategies[0].id })).draft), holdOut: 0.3 },
  });
  await until("a sweep", async () => (await demo.query("sweeps.get", { id: sweepId })).finishedAt !== null);
  await demo.mutate("brokers.linkSimulated", { broker: "alpaca" });
  const [basket] = await demo.query("baskets.list");
  const { listingId } = await demo.mutate("publishing.publish", {
    target: { kind: "basket", basketId: basket.id },
    title: basket.name,
    rationale: "Two opposite ideas side by side: one follows a trend, one buys the dips of it.",
    tags: ["trend", "mean reversion"],
  });
  const second = await enterAs(address, "second");
  const subscribed = await second.mutate("subscriptions.create", { listingId, capital: 100_000, mode: "paper" });
  await until("the first bar of a paper run", async () => {
    const marks = await second.query("runs.marks", { id: subscribed.runIds[0] });
    return (Array.isArray(marks) ? marks : marks.marks).length > 5;
  });
  const { publisher } = await demo.query("marketplace.get", { listingId });
  return {
    sweep: sweepId,
    listing: listingId,
    subscription: subscribed.subscriptionId,
    author: publisher.teamId,
    basket: basket.id,
    results: backtests.map(({ backtestId }) => backtestId).join(","),
  };
}

/** The first two knobs of a strategy, each in ten steps around its usual value. */
function knobsOf({ parameters }) {
  return parameters.slice(0, 2).map(({ key, default: usual }) => {
    const step = Math.max(1, Math.round(usual / 8));
    const from = Math.max(2, usual - 5 * step);
    return { key, from, to: from + 10 * step, step };
  });
}
