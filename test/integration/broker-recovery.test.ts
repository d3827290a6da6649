import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { decimal } from "@/server/brokers/port/decimal.ts";
import type { Context } from "@/server/trpc/context.ts";
import { ask, type Desk, openDesk } from "./support/broker-desk.ts";
import { type BrokerWorkers, openBrokerWorkers } from "./support/broker-workers.ts";
import type { Platform } from "./support/platform.ts";
import { eventually } from "./support/worker-process.ts";

/** More orders and deaths take minutes: QUANTLOOM_TEST_DEPTH=full. */
const isFull = process.env["QUANTLOOM_TEST_DEPTH"] === "full";
const orderCount = isFull ? 300 : 40;
const kills = isFull ? 30 : 4;

let brokers: BrokerWorkers;
let platform: Platform;
let control: BrokerWorkers["control"];
let owner: Context;

beforeAll(async () => {
  brokers = await openBrokerWorkers("live");
  ({ platform, control } = brokers);
  owner = brokers.owner.context;
});
afterEach(() => brokers.killAll());
afterAll(() => brokers.close());

/** What the simulator knows of an account against what we know: client id, filled quantity, both sorted. */
async function compare({ id, simulatedId, broker }: Desk) {
  const journal = await control.journalOf(simulatedId, broker);
  const filled = new Map<string, number>();
  for (const event of journal)
    if (event.kind === "order-filled") filled.set(event.order, (filled.get(event.order) ?? 0) + event.quantity);
  const truth = journal.flatMap((event) =>
    event.kind === "order-placed" ? [`${event.draft.clientId} ${filled.get(event.order) ?? 0}`] : [],
  );
  const rows = await platform.db.brokerOrder.findMany({ where: { accountId: id } });
  const known = rows.map((row) => `${row.clientOrderId} ${row.filledQuantity.toFixed()}`);
  return { truth: truth.sort(), known: known.sort(), statuses: [...new Set(rows.map((row) => row.status))] };
}

const BUY = { side: "buy", role: "entry" } as const;
// a sale of what the account holds: as delivery, nothing else may be sold
const SELL = { side: "sell", role: "exit" } as const;

test("workers killed while they send, with lost answers and broken streams: no order doubled, none lost, books agree", {
  timeout: 240_000,
}, async () => {
  const desks = [await openDesk(owner, control, "zerodha"), await openDesk(owner, control, "alpaca")];
  const place = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at += 1)
      for (const desk of desks)
        await ask(platform.db, desk, { quantity: decimal(1 + (at % 3)), ...(at % 2 === 0 ? BUY : SELL) });
  };
  await brokers.startWorker();
  await brokers.startWorker();
  for (let kill = 0; kill < kills; kill += 1) {
    for (const { broker } of desks) {
      await control.addFault(broker, "place", { kind: "lose-response" });
      await control.addFault(broker, "place", { kind: "lose-request" });
      await control.addFault(broker, "place", { kind: "late-response", milliseconds: 300 });
      await control.addFault(broker, "update", { kind: "update-twice" }, 2);
      await control.addFault(broker, "update", { kind: "update-later" });
      await control.addFault(broker, "update", { kind: "update-never" });
    }
    await place(orderCount / kills);
    await sleep(400 + 150 * kill);
    if (kill % 2 === 1) await control.disconnect(desks[kill % 3 === 0 ? 0 : 1]?.broker ?? "");
    await brokers.workers.shift()?.kill();
    await brokers.startWorker();
  }
  const isSettled = async () =>
    (await platform.db.brokerCommand.count({ where: { settledAt: null } })) === 0 &&
    (await platform.db.brokerOrder.count({ where: { status: { not: "filled" } } })) === 0;
  await eventually(isSettled, { within: 150_000, every: 100, what: "the end of all orders" });
  for (const desk of desks) {
    const { truth, known, statuses } = await compare(desk);
    expect(truth).toHaveLength(orderCount);
    expect(new Set(truth).size).toBe(orderCount);
    expect(known).toEqual(truth);
    expect(statuses).toEqual(["filled"]);
  }
  // the next look at the books finds nothing to say
  const isAgreed = async () =>
    (await platform.db.brokerAccount.count({ where: { review: null, reconciledAt: { not: null } } })) === desks.length;
  await eventually(isAgreed, { within: 70_000, every: 500, what: "books that agree" });
});
