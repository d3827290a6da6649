// Time from the close of a bar to the moment at which the broker has what is first sent of the decision that follows from it, over many
// runs, each on an account of its own at the simulated brokers, through the real feed, queue, worker, outbox and HTTP. That is the order,
// or what takes back the stop and the target that rest there: an exit leaves once the broker has said that they are gone, and how long
// that takes is told beside it.
// npm run bench:live-orders -- [runs] [bars] [milliseconds of a bar] [spread|same]. With "same" all runs order at the same bars.
// Needs dist/migrate.js (npm run build).
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import type { SimEvent } from "@/server/simulators/core/sim-event.ts";
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

type Way = { readonly close: number; readonly given: number; readonly decided: number; readonly sent: number };

/** When each order that was decided at a close was where, by the id under which it was sent: its bar in the inbox, its step, its call. */
async function waysOf(db: Db): Promise<Map<string, Way>> {
  const commands = await db.brokerCommand.findMany({
    where: { kind: "place", sentAt: { not: null } },
    select: {
      createdAt: true,
      sentAt: true,
      order: { select: { clientOrderId: true, runId: true, orderNumber: true } },
    },
  });
  const orders = await db.order.findMany({ select: { runId: true, orderNumber: true, type: true, placedAt: true } });
  // a stop follows from a fill, and not from a bar
  const decided = orders.filter(({ type }) => type === "market");
  const opens = new Map(decided.map((order) => [`${order.runId}.${order.orderNumber}`, order.placedAt.getTime()]));
  const bars = await db.$queryRaw<{ open: number; given: number }[]>`
    SELECT (payload->>'time')::float8 AS open, extract(epoch FROM min(received_at))::float8 * 1000 AS given
    FROM run_inbox WHERE kind = 'bar' GROUP BY 1`;
  const givenAt = new Map(bars.map(({ open, given }) => [open, given]));
  return new Map(
    commands.flatMap(({ createdAt, sentAt, order: { clientOrderId, runId, orderNumber } }) => {
      const open = opens.get(`${runId}.${orderNumber}`);
      if (open === undefined || sentAt === null) return [];
      const given = givenAt.get(open) ?? Number.NaN;
      const way = { close: open + barMilliseconds, given, decided: createdAt.getTime(), sent: sentAt.getTime() };
      return [[clientOrderId, way] as const];
    }),
  );
}

type Measured = Way & {
  /** When the broker had the order. */
  readonly placed: number;
  /** When it had what was first sent for it. */
  readonly first: number;
};

/** Returns when the broker had what, by its journal. */
function measure(journal: readonly SimEvent[], ways: ReadonlyMap<string, Way>): Measured[] {
  const accounts = new Map<string, string>();
  for (const event of journal) {
    if (event.kind !== "order-placed") continue;
    accounts.set(event.order, `${event.broker} ${event.account}`);
  }
  const cancelled = new Map<string, number[]>();
  for (const event of journal) {
    if (event.kind !== "order-cancelled") continue;
    const account = accounts.get(event.order) ?? "";
    cancelled.set(account, [...(cancelled.get(account) ?? []), event.at]);
  }
  return journal.flatMap((event) => {
    if (event.kind !== "order-placed" || event.replaces !== null) return [];
    const way = ways.get(event.draft.clientId ?? "");
    if (way === undefined) return [];
    const own = cancelled.get(`${event.broker} ${event.account}`) ?? [];
    const before = own.filter((at) => at >= way.close && at <= event.at);
    return [{ ...way, placed: event.at, first: Math.min(event.at, ...before) }];
  });
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
    const ways = await waysOf(db);
    await worker.stop();
    const measured = measure(await control.journal(), ways).filter(({ close }) => close >= from);
    const perClose = new Map<number, number>();
    for (const { close } of measured) perClose.set(close, (perClose.get(close) ?? 0) + 1);
    const direct = measured.filter(({ first, placed }) => first === placed);
    const median = (parts: readonly number[]): number => Math.round(summary([...parts]).p50);
    const figures = {
      runs: runCount,
      bars,
      barMilliseconds,
      loadAverage,
      mostOrdersAtOneClose: Math.max(0, ...perClose.values()),
      milliseconds: summary(measured.map(({ close, first }) => first - close)),
      exitsBehindCancels: summary(
        measured.flatMap(({ close, first, placed }) => (first < placed ? placed - close : [])),
      ),
      /** Where the time of an order that nothing precedes goes: until the bar is in the inboxes, until its step is stored, until the call begins, until the broker has it. */
      medians: {
        feed: median(direct.map(({ close, given }) => given - close)),
        step: median(direct.map(({ given, decided }) => decided - given)),
        outbox: median(direct.map(({ decided, sent }) => sent - decided)),
        broker: median(direct.map(({ sent, placed }) => placed - sent)),
      },
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  });
} finally {
  await simulators.close();
}
// the pools that starting runs has opened in this process would keep it
process.exit();
