// Time from the close of a bar to the moment at which the broker has the order that follows from it, over many runs, each on an account
// of its own at the simulated brokers, through the real feed, queue, worker, outbox and HTTP:
// npm run bench:live-orders -- [runs] [bars] [milliseconds of a bar] [spread|same]. With "same" all runs order at the same bars.
// Needs dist/migrate.js (npm run build).
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import type { Context } from "@/server/trpc/context.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { openDesk } from "../integration/support/broker-desk.ts";
import { busyDocument } from "../integration/support/broker-runs.ts";
import { summary, withLiveBench } from "./live-bench.ts";

const [runCount = 100, bars = 20, barMilliseconds = 4_000] = process.argv.slice(2, 5).map(Number);
const isSpread = process.argv[5] !== "same";
/** The first bars load programs and connect accounts; they are not what is measured. */
const settlingBars = 3;
/** Averages of as many lengths cross at as many times. */
const lengths = isSpread ? Array.from({ length: 25 }, (_, at) => 3 + at) : [4];

type Db = Context["db"];

async function makeRuns(context: Context, control: SimulatorControl): Promise<void> {
  const strategies: string[] = [];
  for (const length of lengths) {
    strategies.push(
      (await createStrategy(context, { document: busyDocument({ name: `Mean of ${length}`, length }) })).id,
    );
  }
  for (let at = 0; at < runCount; at += 1) {
    const broker = at % 2 === 0 ? "alpaca" : "zerodha";
    const { id } = await openDesk(context, control, broker);
    const account = { id, product: broker === "zerodha" ? "intraday" : "delivery" } as const;
    const strategyId = strategies[at % strategies.length] ?? "";
    await startRun(context, { strategyId, symbol: "SYN-A", capital: 50_000, account });
  }
}

/** The orders that were decided at a close, by the id under which they were sent, with the time of that close. */
async function closesOf(db: Db): Promise<Map<string, number>> {
  const sent = await db.brokerOrder.findMany({ select: { clientOrderId: true, runId: true, orderNumber: true } });
  const orders = await db.order.findMany({ select: { runId: true, orderNumber: true, type: true, placedAt: true } });
  // a stop follows from a fill, and not from a bar
  const decided = orders.filter(({ type }) => type === "market");
  const opens = new Map(decided.map((order) => [`${order.runId}.${order.orderNumber}`, order.placedAt.getTime()]));
  return new Map(
    sent.flatMap(({ clientOrderId, runId, orderNumber }) => {
      const open = opens.get(`${runId}.${orderNumber}`);
      return open === undefined ? [] : [[clientOrderId, open + barMilliseconds] as const];
    }),
  );
}

const simulators = await startSimulators({ port: 0, journal: null });
process.env["QUANTLOOM_DEMO"] = "1";
process.env["SIMULATORS_URL"] = simulators.url;
const control = new SimulatorControl(simulators.url);
try {
  await withLiveBench(async ({ db, context, startWorker }) => {
    const feed = { id: "synthetic", kind: "synthetic", seed: 42, timeframe: "1m", datasetId: null } as const;
    await ensureFeed(db, { ...feed, barMilliseconds, startedAt: new Date(), lastBarIndex: null });
    await makeRuns(context, control);
    const startedAt = Date.now();
    await db.feed.update({ where: { id: feed.id }, data: { startedAt: new Date(startedAt) } });
    const environment = { QUANTLOOM_DEMO: "1", SIMULATORS_URL: simulators.url };
    const worker = await startWorker({ roles: "live,feed", environment });
    const from = startedAt + settlingBars * barMilliseconds;
    await sleep(from + (bars + 1) * barMilliseconds - Date.now());
    const loadAverage = loadavg()[0]?.toFixed(1);
    const closes = await closesOf(db);
    await worker.stop();
    const perClose = new Map<number, number>();
    const delays = (await control.journal()).flatMap((event) => {
      if (event.kind !== "order-placed" || event.replaces !== null) return [];
      const close = closes.get(event.draft.clientId ?? "");
      if (close === undefined || close < from) return [];
      perClose.set(close, (perClose.get(close) ?? 0) + 1);
      return [event.at - close];
    });
    const figures = {
      runs: runCount,
      bars,
      barMilliseconds,
      loadAverage,
      mostOrdersAtOneClose: Math.max(0, ...perClose.values()),
      milliseconds: summary(delays),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  });
} finally {
  await simulators.close();
}
