import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getMonitor } from "@/server/features/runs/monitor.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { AccountConnections } from "@/server/live/account/account-connections.ts";
import { keepBrokerFeeds } from "@/server/live/broker-feed/keep-feeds.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { type Desk, openDesk } from "./support/broker-desk.ts";
import { busyDocument } from "./support/broker-runs.ts";
import { seeded } from "./support/chaos.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { eventually } from "./support/worker-process.ts";

// Both simulated brokers trade the same instrument at the same prices, so that what one of them misses stands beside what the other heard.
// The market's clock runs faster, so that a minute is over in one second.
const speed = 60;
const minute = 60_000;
const begun = Date.now();
const marketNow = (): number => begun + (Date.now() - begun) * speed;

let simulators: SimulatorServer;
let control: SimulatorControl;
let platform: Platform;
let owner: Member;
const stopping = new AbortController();
const connections = new AccountConnections();
let keeping = Promise.resolve();

beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null, marketNow });
  control = new SimulatorControl(simulators.url);
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  platform = await openPlatform();
  owner = await (await makeTeam(platform.db)).member("owner");
});
afterAll(async () => {
  stopping.abort();
  await keeping;
  connections.closeAll();
  await platform.close();
  await simulators.close();
});

async function follow(broker: "zerodha" | "alpaca"): Promise<{ readonly runId: string; readonly desk: Desk }> {
  const desk = await openDesk(owner.context, control, broker);
  const { id: strategyId } = await createStrategy(owner.context, { document: busyDocument({ name: broker }) });
  const prices = { accountId: desk.id, timeframe: "1m", further: [] } as const;
  // one sends its orders to the account, too, the other is on paper
  const account = broker === "alpaca" ? ({ id: desk.id, product: "delivery" } as const) : null;
  const request = { strategyId, symbol: "SYN-A", capital: 50_000, account };
  return { ...(await startRun(owner.context, { ...request, prices: { ...prices, further: [] } })), desk };
}

const barsOf = async ({ id }: Desk) => {
  const rows = await platform.db.feedBar.findMany({ where: { feedId: `${id}:1m` }, orderBy: { barIndex: "asc" } });
  return rows.map(({ barIndex, open, high, low, close, volume }) => {
    return { time: Number(barIndex) * minute, open, high, low, close, volume };
  });
};
const pulseOf = ({ id }: Desk) => platform.db.feed.findUniqueOrThrow({ where: { id: `${id}:1m` } });
const isOpen = async ({ id }: Desk) => (await pulseOf({ id } as Desk)).streamState === "open";

test("a feed whose stream breaks makes the same bars as one that heard every trade, and runs get each bar once", {
  timeout: 150_000,
}, async () => {
  const [kite, alpaca] = [await follow("zerodha"), await follow("alpaca")];
  const roll = seeded(11);
  let isTrading = true;
  const trading = (async () => {
    for (let price = 100; isTrading; price = Math.max(50, price + Math.round(roll() * 100 - 50) / 100)) {
      await control.setPrice("SYN-A", Math.round(price * 100) / 100);
      await sleep(20);
    }
  })();
  const wake = async (): Promise<void> => undefined;
  const around = { db: platform.db, connections, worker: "test", leaseMilliseconds: 10_000, signal: stopping.signal };
  keeping = keepBrokerFeeds({ ...around, wake, now: marketNow, tickDelayMilliseconds: 1.5 * minute });
  await eventually(async () => (await isOpen(kite.desk)) && (await isOpen(alpaca.desk)), {
    within: 30_000,
    what: "open streams",
  });
  const heardWhole = Math.floor(marketNow() / minute) + 1;
  const givenPast = (bar: number) =>
    eventually(
      async () => {
        const given = await Promise.all([kite, alpaca].map(({ desk }) => pulseOf(desk)));
        return given.every(({ lastBarIndex }) => Number(lastBarIndex) >= bar);
      },
      { within: 60_000, what: `bar ${bar}` },
    );
  await givenPast(heardWhole + 1);
  // each breaks in a bar of its own, more than once, while prices go on
  for (const { desk } of [kite, alpaca]) {
    const before = (await pulseOf(desk)).filledBars;
    for (let times = 0; times < 3; times += 1) {
      await control.disconnect(desk.broker);
      await sleep(150);
    }
    await givenPast(Math.floor(marketNow() / minute) + 2);
    expect((await pulseOf(desk)).filledBars).toBeGreaterThan(before);
  }
  const last = Math.floor(marketNow() / minute);
  await givenPast(last);
  isTrading = false;
  await trading;

  const [ofKite, ofAlpaca] = [await barsOf(kite.desk), await barsOf(alpaca.desk)];
  const price = ({ time, open, high, low, close }: (typeof ofKite)[number]) => [time, open, high, low, close];
  const from = Math.max(ofKite[0]?.time ?? 0, ofAlpaca[0]?.time ?? 0);
  const until = last * minute;
  const within = (bars: typeof ofKite) => bars.filter(({ time }) => time >= from && time <= until);
  expect(within(ofKite).length).toBeGreaterThan(5);
  expect(within(ofKite).map(price)).toEqual(within(ofAlpaca).map(price));
  // the one tells each trade as one unit, the other as a hundred
  expect(within(ofAlpaca).map(({ volume }) => volume)).toEqual(within(ofKite).map(({ volume }) => volume * 100));

  const runtime = createLiveRuntime(platform.db, {
    worker: "test",
    leaseMilliseconds: 10_000,
    sendFor: () => undefined,
  });
  for (const { runId, desk } of [kite, alpaca]) {
    const events = await platform.db.runInbox.findMany({ where: { runId, kind: "bar" }, orderBy: { sequence: "asc" } });
    const indices = events.map(({ payload }) => (payload as { index: number }).index);
    const kept = (await barsOf(desk)).map(({ time }) => time / minute).filter((index) => index >= (indices[0] ?? 0));
    // each once and in turn; there is none before trading began
    expect(indices).toEqual(kept);
    const steady = indices.filter((index) => index >= heardWhole);
    expect(steady).toEqual(steady.map((_, at) => heardWhole + at));
    const { shard } = await platform.db.run.findUniqueOrThrow({ where: { id: runId } });
    await runtime.drainShard(shard, stopping.signal);
    const steps = await platform.db.decision.count({ where: { runId } });
    expect(steps).toBeGreaterThanOrEqual(within(await barsOf(desk)).length - 1);
  }
  const monitor = await getMonitor(owner.context, alpaca.runId);
  expect(monitor.stream).toMatchObject({ state: "open", reason: null });
  expect(monitor.stream?.lagMilliseconds).toBeLessThan(minute);
});

test("an instrument that the broker does not list, and the prices of another account, are refused with a way forward", async () => {
  const { id: strategyId } = await createStrategy(owner.context, { document: busyDocument({ name: "Refused" }) });
  const desk = await openDesk(owner.context, control, "alpaca");
  const other = await openDesk(owner.context, control, "alpaca");
  const request = { strategyId, symbol: "NOPE", capital: 50_000, account: null };
  const prices = { accountId: desk.id, timeframe: "1m", further: [] as string[] } as const;
  await expect(startRun(owner.context, { ...request, prices: { ...prices, further: [] } })).rejects.toThrow(
    "Alpaca does not list NOPE. Choose an instrument that it trades.",
  );
  const account = { id: other.id, product: "delivery" } as const;
  await expect(
    startRun(owner.context, { ...request, symbol: "AAPL", account, prices: { ...prices, further: [] } }),
  ).rejects.toThrow("Choose the same for both");
});
