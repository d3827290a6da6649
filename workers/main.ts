import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { createDatabase } from "@/server/db/client.ts";
import { env } from "@/server/env.ts";
import { applyUpdate } from "@/server/features/subscriptions/apply-update.ts";
import { AccountConnections } from "@/server/live/account/account-connections.ts";
import { type Claimed, drainAccount, sendClaimed } from "@/server/live/account/drain-account.ts";
import { keepAccounts, wakeRunsOf } from "@/server/live/account/keep-accounts.ts";
import { watchBaskets } from "@/server/live/basket/watch-baskets.ts";
import { keepBrokerFeeds } from "@/server/live/broker-feed/keep-feeds.ts";
import { runFeedLoop, type Wake, wakeShards } from "@/server/live/feed-loop.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import { RightOfWay } from "@/server/live/right-of-way.ts";
import { shardCount } from "@/server/live/shards.ts";
import { createTurns } from "@/server/live/turns.ts";
import { keepOrdersWarm, warmOrders } from "@/server/live/warm-orders.ts";
import { log } from "@/server/log.ts";
import { openMetricsDoor } from "@/server/ops/metrics-door.ts";
import { startTracing } from "@/server/ops/start-tracing.ts";
import { createDeliverer } from "@/server/queue/deliver.ts";
import { accountWake } from "./handlers/account-wake.ts";
import { alertDispatch } from "./handlers/alert-dispatch.ts";
import { alertSend } from "./handlers/alert-send.ts";
import { backtestRun } from "./handlers/backtest-run.ts";
import { brokerPreflight } from "./handlers/broker-preflight.ts";
import { datasetImport } from "./handlers/dataset-import.ts";
import { liveWake } from "./handlers/live-wake.ts";
import { mailSend } from "./handlers/mail-send.ts";
import { maintenanceAnchor } from "./handlers/maintenance-anchor.ts";
import { maintenanceSweep } from "./handlers/maintenance-sweep.ts";
import { portfolioTest } from "./handlers/portfolio-test.ts";
import { recordTend } from "./handlers/record-tend.ts";
import { sweepRun } from "./handlers/sweep-run.ts";
import { startWorkers } from "./start-workers.ts";
import { warmBacktestThread } from "./threads/compute-in-thread.ts";
import { prepareBuiltIns } from "./threads/prepare-built-ins.ts";

/** Jobs get this long to finish when the process is asked to stop; then they are left to another worker. */
const farewellMilliseconds = 10_000;
const sweepMilliseconds = 10_000;
const anchorMilliseconds = 60_000;
const tendMilliseconds = 10_000;
const dispatchMilliseconds = 2_000;
const preflightMilliseconds = 60_000;
/** Accounts that are sent for at a time. */
const sendersAtOnce = 8;

const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, WORKER_ROLES: roles } = env();
const recoveryMilliseconds = env().WORKER_RECOVERY_MILLISECONDS;
const tracing = await startTracing("quantloom-worker");
const address = { databaseUrl, redisUrl };
const worker = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
const db = createDatabase(databaseUrl, undefined, { prepares: true });
const deliverer = createDeliverer(address, (error) => log().warn({ err: error }, "queue connection troubled"));
const stopping = new AbortController();
await openMetricsDoor(stopping.signal);

const connections = new AccountConnections();
const lane = { db, connections, worker, leaseMilliseconds: recoveryMilliseconds };
const arrivalMilliseconds = 1.7 * env().BROKER_TIMEOUT_MILLISECONDS;
const deal: Wake = (shards) => wakeShards(deliverer, shards);
const way = new RightOfWay();
/** What is not stepped here at once is found by the next look at the accounts. */
const heard = (shard: number): void => void wake([shard]).catch(() => undefined);
const outbox = { ...lane, arrivalMilliseconds, heard };
const sending = createTurns({
  work: async (accountId: string) => {
    await way.pass(() => drainAccount(outbox, accountId, stopping.signal));
    await wakeRunsOf(db, wake, accountId);
  },
  // the next look at the accounts delivers it as a job
  onFailure: (error) => log().warn({ err: error }, "an account was not sent for"),
  atOnce: sendersAtOnce,
});
/** What is sent for lanes that were claimed with the commit of a step. */
const underWay = new Set<Promise<void>>();
function sendAtOnce(claimed: Claimed): void {
  const accountId = claimed.open.account.id;
  const sent: Promise<void> = way
    .pass(() => sendClaimed(outbox, claimed, stopping.signal))
    .then((isTold) => (isTold ? undefined : wakeRunsOf(db, wake, accountId)))
    // the next look at the accounts delivers it as a job
    .catch((error: unknown) => log().warn({ err: error }, "an account was not sent for"))
    .finally(() => underWay.delete(sent));
  underWay.add(sent);
}
const runtime = createLiveRuntime(db, {
  worker,
  leaseMilliseconds: recoveryMilliseconds,
  way,
  sendFor: sending.ask,
  sender: { connections, send: sendAtOnce },
  whenStill: (subscriptionId) => applyUpdate(db, subscriptionId),
  whenStepped: async (baskets) => wake(await watchBaskets(db, baskets)),
});
const stepping = createTurns({
  work: (shard: number) => runtime.drainShard(shard, stopping.signal),
  onFailure: (error, shard) => {
    log().warn({ err: error, shard }, "a shard was not stepped; it goes to the queue");
    // what the queue does not take is found by the sweep
    if (!stopping.signal.aborted) void deal([shard]).catch(() => undefined);
  },
  atOnce: shardCount,
});
/** A worker of runs steps what it has given them itself: the way through the queue takes longer than the step. */
const wake: Wake = async (shards) => {
  if (!roles.includes("live")) return deal(shards);
  for (const shard of shards) {
    runtime.lookAgain(shard);
    stepping.ask(shard);
  }
};
const handlers = {
  "account.wake": accountWake(outbox, (shards) => wake(shards)),
  "alert.dispatch": alertDispatch,
  "alert.send": alertSend,
  "broker.preflight": brokerPreflight,
  "backtest.run": backtestRun,
  "portfolio.test": portfolioTest,
  "record.tend": recordTend,
  "sweep.run": sweepRun,
  "dataset.import": datasetImport,
  "mail.send": mailSend,
  "live.wake": liveWake(runtime),
  "maintenance.sweep": maintenanceSweep,
  "maintenance.anchor": maintenanceAnchor,
};
const workers = await startWorkers({ address, roles, handlers, db, deliverer, worker, recoveryMilliseconds });
if (roles.includes("maintenance")) {
  await deliverer.schedule("maintenance.sweep", { version: 1 }, sweepMilliseconds);
  await deliverer.schedule("maintenance.anchor", { version: 1 }, anchorMilliseconds);
  await deliverer.schedule("alert.dispatch", { version: 1 }, dispatchMilliseconds);
  await deliverer.schedule("broker.preflight", { version: 1 }, preflightMilliseconds);
  await deliverer.schedule("record.tend", { version: 1 }, tendMilliseconds);
}
if (roles.includes("backtest")) warmBacktestThread();
if (roles.includes("data"))
  void prepareBuiltIns().catch((error: unknown) => log().warn({ err: error }, "histories not prepared"));
if (roles.includes("live")) await warmOrders(db);
const feeding = roles.includes("feed")
  ? [
      runFeedLoop({ db, wake, deal, signal: stopping.signal }),
      keepBrokerFeeds({ ...lane, wake, signal: stopping.signal }),
    ]
  : [];
const keeping = roles.includes("live")
  ? [keepAccounts({ ...lane, way, deliverer, wake, signal: stopping.signal }), keepOrdersWarm(db, way, stopping.signal)]
  : [];

async function stop(reason: string): Promise<void> {
  if (stopping.signal.aborted) return;
  log().info({ worker, reason }, "worker stopping");
  stopping.abort();
  const forced = setTimeout(() => {
    log().warn({ worker }, "worker stopped with jobs under way");
    process.exit(0);
  }, farewellMilliseconds);
  await Promise.all([...feeding, ...keeping]);
  await Promise.all([stepping.idle(), sending.idle()]);
  await Promise.all(underWay);
  await Promise.all(workers.map((one) => one.close()));
  connections.closeAll();
  await deliverer.close();
  await db.$disconnect();
  await tracing?.stop();
  clearTimeout(forced);
  log().info({ worker }, "worker stopped");
  process.exit(0);
}

process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));

log().info({ worker, roles, queue: redisUrl === undefined ? "postgresql" : "redis" }, "worker ready");
