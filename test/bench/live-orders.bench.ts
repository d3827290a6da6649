// Time from the close of a bar to the moment at which the broker has the order that follows from it, over many runs that all order at the
// same bars, each on an account of its own at the simulated brokers, through the real feed, queue, worker, outbox and HTTP:
// npm run bench:live-orders -- [runs] [bars] [milliseconds of a bar]. Needs dist/migrate.js (npm run build).
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { openDesk } from "../integration/support/broker-desk.ts";
import { busyDocument } from "../integration/support/broker-runs.ts";
import { summary, withLiveBench } from "./live-bench.ts";

const [runCount = 100, bars = 30, barMilliseconds = 4_000] = process.argv.slice(2).map(Number);
/** The first bars load programs and warm indicators up; they are not what is measured. */
const settlingBars = 3;

const simulators = await startSimulators({ port: 0, journal: null });
process.env["QUANTLOOM_DEMO"] = "1";
process.env["SIMULATORS_URL"] = simulators.url;
const control = new SimulatorControl(simulators.url);
try {
  await withLiveBench(async ({ db, context, startWorker }) => {
    const feed = { id: "synthetic", kind: "synthetic", seed: 42, timeframe: "1m", datasetId: null } as const;
    const never = new Date("2100-01-01");
    await ensureFeed(db, { ...feed, barMilliseconds, startedAt: never, lastBarIndex: null });
    const { id: strategyId } = await createStrategy(context, { document: busyDocument() });
    for (let at = 0; at < runCount; at += 1) {
      const broker = at % 2 === 0 ? "alpaca" : "zerodha";
      const { id } = await openDesk(context, control, broker);
      const account = { id, product: broker === "zerodha" ? "intraday" : "delivery" } as const;
      await startRun(context, { strategyId, symbol: "SYN-A", capital: 50_000, account });
    }
    const startedAt = Date.now();
    await db.feed.update({ where: { id: "synthetic" }, data: { startedAt: new Date(startedAt) } });
    const environment = { QUANTLOOM_DEMO: "1", SIMULATORS_URL: simulators.url, BROKER_TIMEOUT_MILLISECONDS: "5000" };
    const worker = await startWorker({ roles: "live,feed", environment });
    await sleep((settlingBars + bars + 1) * barMilliseconds);
    const placed = (await control.journal()).filter((event) => event.kind === "order-placed");
    await worker.stop();
    const rows = await db.brokerOrder.findMany({ select: { clientOrderId: true, request: true, orderNumber: true } });
    const orders = await db.order.findMany({ select: { clientOrderId: true, role: true, type: true, placedAt: true } });
    const decided = new Map(orders.map((order) => [order.clientOrderId, order]));
    const known = new Set(rows.map(({ clientOrderId }) => clientOrderId));
    const from = startedAt + settlingBars * barMilliseconds;
    // a stop follows from a fill and not from a bar: orders that are decided at a close are counted
    const delays = placed.flatMap((event) => {
      if (event.kind !== "order-placed" || event.replaces !== null) return [];
      const order = decided.get(event.draft.clientId ?? "");
      if (order === undefined || order.type !== "market" || !known.has(order.clientOrderId)) return [];
      const closed = order.placedAt.getTime() + barMilliseconds;
      return closed < from ? [] : [event.at - closed];
    });
    const loadAverage = loadavg()[0]?.toFixed(1);
    const figures = { runs: runCount, bars, barMilliseconds, loadAverage, milliseconds: summary(delays) };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  });
} finally {
  await simulators.close();
}
