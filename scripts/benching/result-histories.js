import { setTimeout as delay } from "node:timers/promises";

/** A small generator with a fixed seed (mulberry32): the same bars in every run. */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes a random walk as CSV: `count` bars, `minutes` long each, from the first of January 2015 on. */
export function walkCsv({ seed, count, minutes }) {
  const random = randomOf(seed);
  const lines = ["date,open,high,low,close,volume"];
  let price = 100;
  for (let bar = 0; bar < count; bar += 1) {
    const time = new Date(Date.UTC(2015, 0, 1) + bar * minutes * 60_000).toISOString();
    const open = price;
    price = Math.max(5, price * (1 + (random() - 0.5) * 0.01));
    const [high, low] = [Math.max(open, price) * 1.001, Math.min(open, price) * 0.999];
    lines.push(`${time},${open.toFixed(2)},${high.toFixed(2)},${low.toFixed(2)},${price.toFixed(2)},1000000`);
  }
  return lines.join("\n");
}

/** Imports a history as a user does, by a file and its settings, and returns the dataset's id. */
export async function importHistory({ address, demo, symbol, timeframe, csv }) {
  // Rows take seconds to write: a connection that the server gave up meanwhile is to be noticed before it is used.
  await delay(50);
  const name = encodeURIComponent(`${symbol}.csv`);
  const { "content-type": _json, ...headers } = demo.headers;
  const sent = await fetch(`${address}/api/imports?name=${name}`, { method: "POST", headers, body: csv });
  if (!sent.ok) throw new Error(`${symbol}: ${sent.status} ${await sent.text()}`);
  const { id } = await sent.json();
  const { inspection } = await settled(demo, id, ["looking"]);
  const settings = {
    name: symbol,
    symbol,
    timeframe,
    zone: "UTC",
    calendar: "always",
    currency: "USD",
    tickSize: 0.01,
    lotSize: 1,
    priceScale: inspection.priceScale,
    adjustment: "raw",
    badRows: "refuse",
    duplicates: "refuse",
    layout: inspection.layout,
  };
  await demo.mutate("imports.start", { id, settings });
  const done = await settled(demo, id, ["ready", "queued", "running"]);
  if (done.datasetId === null) throw new Error(`${symbol} was not imported: ${done.error?.message}`);
  return done.datasetId;
}

async function settled(demo, id, moving) {
  for (;;) {
    const found = await demo.query("imports.get", { id });
    if (!moving.includes(found.status)) return found;
    await delay(50);
  }
}
