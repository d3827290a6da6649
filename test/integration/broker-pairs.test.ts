import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { decimal } from "@/server/brokers/port/decimal.ts";
import type { OrderWish } from "@/server/brokers/port/prepare-orders.ts";
import { listStuckAccounts } from "@/server/db/repositories/broker-orders.ts";
import { type Enqueued, enqueueCancel, enqueueChange, enqueuePair } from "@/server/live/account/enqueue.ts";
import { readRequest } from "@/server/live/account/stored-order.ts";
import { ask, type Desk, newClientId, openDesk } from "./support/broker-desk.ts";
import { type Outboxes, openOutboxes } from "./support/outboxes.ts";

// A stop and a target that go out as one: two orders of ours, one command, and one request to the broker.
let outboxes: Outboxes;
let platform: Outboxes["platform"];
let control: Outboxes["control"];
let owner: Outboxes["owner"];
/** How long a broker's answer is waited for. */
const timeout = 700;

beforeAll(async () => {
  outboxes = await openOutboxes(timeout);
  ({ platform, control, owner } = outboxes);
});
afterAll(() => outboxes.close());
beforeEach(() => outboxes.renew());

const drain: Outboxes["drain"] = (...one) => outboxes.drain(...one);
const settle: Outboxes["settle"] = (desk) => outboxes.settle(desk);

/** Puts exits for what is held into the outbox: a target ten above the price and a stop ten below it. */
function askPair(desk: Desk, quantity = 4): Promise<Enqueued> {
  const wish = (changes: Partial<OrderWish>): OrderWish => ({
    clientOrderId: newClientId(),
    instrument: desk.instrument,
    side: "sell",
    role: "exit",
    type: "limit",
    quantity: decimal(quantity),
    limitPrice: null,
    triggerPrice: null,
    timeInForce: desk.broker === "alpaca" ? "gtc" : "day",
    product: "delivery",
    lastPrice: decimal(desk.price),
    ...changes,
  });
  const target = wish({ limitPrice: decimal(desk.price + 10) });
  const stop = wish({ type: "stop", triggerPrice: decimal(desk.price - 10) });
  const placing = (one: OrderWish) => ({ account: desk, run: null, wish: one });
  return platform.db.$transaction((tx) => enqueuePair(tx, { target: placing(target), stop: placing(stop) }));
}

/** Opens an account that holds four shares, with a pair for them in its outbox. */
async function held(broker: "alpaca" | "zerodha" = "alpaca") {
  const desk = await openDesk(owner, control, broker);
  await ask(platform.db, desk, { quantity: decimal(4) });
  await drain(desk);
  await settle(desk);
  const enqueued = await askPair(desk);
  /** The target and the stop. */
  const rows = () =>
    platform.db.brokerOrder.findMany({ where: { accountId: desk.id }, orderBy: { clientOrderId: "asc" }, skip: 1 });
  const states = async () => (await rows()).map(({ status }) => status);
  /** Orders of the journal beside the entry. */
  const placed = async () => (await control.placedBy(desk.simulatedId, broker)).length - 1;
  const [target = "", stop = ""] = (await rows()).map(({ id }) => id);
  const cancel = (id: string) => platform.db.$transaction((tx) => enqueueCancel(tx, id, id));
  return { desk, enqueued, rows, states, placed, target, stop, cancel };
}

test("a pair goes out once and rests as two orders; what fills and what is taken back is booked", async () => {
  const { desk, rows, states, placed } = await held();
  await drain(desk);
  await drain(desk);
  expect(await states()).toEqual(["accepted", "trigger-pending"]);
  expect(await placed()).toBe(2);
  await control.setPrice(desk.instrument.symbol, desk.price - 10);
  expect(await settle(desk)).toBeNull();
  expect(await states()).toEqual(["cancelled", "filled"]);
  expect((await rows()).map(({ filledQuantity }) => filledQuantity.toNumber())).toEqual([0, 4]);
});

test("enqueued again it is known, and goes out once", async () => {
  const { desk, rows, placed } = await held();
  const [target, stop] = (await rows()).map((row) => readRequest(row as never));
  const placing = (order: typeof target) => ({ account: desk, run: null, wish: { ...order!, lastPrice: null } });
  const again = await platform.db.$transaction((tx) =>
    enqueuePair(tx, { target: placing(target), stop: placing(stop) }),
  );
  expect(again.kind).toBe("known");
  await drain(desk);
  expect(await placed()).toBe(2);
});

test.each(["lose-response", "status-after"] as const)("after %s both are found by the ids of ours", async (kind) => {
  const { desk, states, placed } = await held();
  await control.addFault("alpaca", "place", kind === "status-after" ? { kind, status: 504 } : { kind });
  await drain(desk);
  expect(await states()).toEqual(["accepted", "trigger-pending"]);
  expect(await placed()).toBe(2);
});

test("a pair that was lost on its way is sent again, and exists once", async () => {
  const { desk, states, placed } = await held();
  await control.addFault("alpaca", "place", { kind: "lose-request" });
  await drain(desk);
  expect(await states()).toEqual(["accepted", "trigger-pending"]);
  expect(await placed()).toBe(2);
});

test("a process that dies after the broker has taken a pair and before it has stored anything doubles nothing", async () => {
  const { desk, rows, states, placed, target } = await held();
  const connection = await outboxes.connectionOf(desk);
  const [first, second] = (await rows()).map((row) => readRequest(row as never));
  await platform.db.brokerCommand.updateMany({
    where: { orderId: target },
    data: { status: "sending", sentAt: new Date(), attempts: 1 },
  });
  await connection.placePair?.({ target: first!, stop: second! });
  await control.setPrice(desk.instrument.symbol, desk.price + 10);
  await drain(desk);
  expect(await states()).toEqual(["filled", "cancelled"]);
  expect(await placed()).toBe(2);
  expect(await settle(desk)).toBeNull();
});

test("what the broker refuses of a pair is refused of both, with the reason", async () => {
  const { desk, rows, placed } = await held();
  await control.setPrice(desk.instrument.symbol, desk.price - 11);
  await drain(desk);
  expect((await rows()).map(({ status, reason }) => [status, reason])).toEqual([
    ["rejected", expect.stringContaining("stop_loss.stop_price must be")],
    ["rejected", expect.stringContaining("stop_loss.stop_price must be")],
  ]);
  expect(await placed()).toBe(0);
});

test.each(["target", "stop"] as const)(
  "to take back the %s before they were sent takes both back unsent",
  async (which) => {
    const asked = await held();
    await asked.cancel(asked[which]);
    await drain(asked.desk);
    expect(await asked.states()).toEqual(["cancelled", "cancelled"]);
    expect(await asked.placed()).toBe(0);
  },
);

test.each(["target", "stop"] as const)("to take back the %s takes both back, by one word", async (which) => {
  const asked = await held();
  await drain(asked.desk);
  await asked.cancel(asked[which]);
  await drain(asked.desk);
  expect(await settle(asked.desk)).toBeNull();
  expect(await asked.states()).toEqual(["cancelled", "cancelled"]);
  expect(await platform.db.brokerCommand.count({ where: { accountId: asked.desk.id, kind: "cancel" } })).toBe(1);
});

test("a wish for the stop waits until the pair is known to be there, and moves the stop alone", async () => {
  const { desk, rows, states, stop } = await held();
  await control.addFault("alpaca", "place", { kind: "status", status: 429, retryAfter: 1 });
  await drain(desk);
  const wanted = { quantity: decimal(4), limitPrice: null, triggerPrice: decimal(desk.price - 5) };
  await platform.db.$transaction((tx) => enqueueChange(tx, stop, "moved", wanted));
  await drain(desk);
  expect(await states()).toEqual(["queued", "queued"]);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await drain(desk);
  expect(await settle(desk)).toBeNull();
  expect((await rows()).map(({ status, parts }) => [status, (parts as object[]).length])).toEqual([
    ["accepted", 1],
    ["trigger-pending", 2],
  ]);
  await control.setPrice(desk.instrument.symbol, desk.price - 5);
  expect(await settle(desk)).toBeNull();
  expect(await states()).toEqual(["cancelled", "filled"]);
});

test("an account where one of a pair seems to outlive the other has lost an update, and its books are read", async () => {
  const { desk, target } = await held();
  await drain(desk);
  const later = () => listStuckAccounts(platform.db, new Date(Date.now() + 60_000));
  expect((await later()).has(desk.id)).toBe(false);
  await control.setPrice(desk.instrument.symbol, desk.price + 10);
  // of the two updates only one was heard
  await platform.db.brokerOrder.update({ where: { id: target }, data: { status: "filled" } });
  expect((await later()).has(desk.id)).toBe(true);
  expect(await settle(desk)).toBeNull();
  expect((await later()).has(desk.id)).toBe(false);
});

test("a broker without pairs is not asked for one", async () => {
  const { enqueued, states } = await held("zerodha");
  expect(enqueued).toMatchObject({ kind: "refused", reason: expect.stringContaining("as a pair") });
  expect(await states()).toEqual([]);
});
