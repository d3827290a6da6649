import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decimal } from "@/server/brokers/port/decimal.ts";
import { readForeign, storeForeign } from "@/server/db/repositories/broker-accounts.ts";
import { beginLogin, finishLogin } from "@/server/features/brokers/service.ts";
import { postbacksDoor } from "@/server/http/postbacks-door.ts";
import { enqueueCancel, enqueueChange } from "@/server/live/account/enqueue.ts";
import { passLoginPage } from "../conformance/brokers/log-in.ts";
import { ask, type Desk, newClientId, openDesk } from "./support/broker-desk.ts";
import { type Outboxes, openOutboxes } from "./support/outboxes.ts";
import { around } from "./support/trying-database.ts";

// Orders are counted in the simulators' journal, never in our own tables.
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
const orders = (desk: Desk) =>
  platform.db.brokerOrder.findMany({ where: { accountId: desk.id }, orderBy: { createdAt: "asc" } });
const idOf = (enqueued: Awaited<ReturnType<typeof ask>>): string => {
  if (enqueued.kind !== "enqueued") throw new Error(JSON.stringify(enqueued));
  return enqueued.orderIds[0] as string;
};

describe.each(["zerodha", "alpaca"] as const)("the outbox of an account at %s", (broker) => {
  test("an order goes out once, and its fill comes back", async () => {
    const desk = await openDesk(owner, control, broker);
    const orderId = idOf(await ask(platform.db, desk, { quantity: decimal(3) }));
    await drain(desk);
    await drain(desk);
    expect(await settle(desk)).toBeNull();
    const [order] = await orders(desk);
    expect(order).toMatchObject({ id: orderId, status: "filled" });
    expect(order?.filledQuantity.toFixed()).toBe("3");
    expect(order?.filledValue.toFixed()).toBe(String(3 * desk.price));
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
  });

  test("the same order enqueued again is known, and goes out once", async () => {
    const desk = await openDesk(owner, control, broker);
    const clientOrderId = newClientId();
    expect((await ask(platform.db, desk, { clientOrderId })).kind).toBe("enqueued");
    expect((await ask(platform.db, desk, { clientOrderId })).kind).toBe("known");
    await drain(desk);
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
  });

  test("two workers at once send every order once", async () => {
    const desk = await openDesk(owner, control, broker);
    for (let count = 0; count < 6; count += 1) await ask(platform.db, desk);
    await Promise.all([drain(desk), drain(desk)]);
    const placed = await control.placedBy(desk.simulatedId, broker);
    expect(new Set(placed.map((event) => event.draft.clientId)).size).toBe(6);
    expect(placed).toHaveLength(6);
  });

  test.each(["lose-response", "status-after"] as const)("after %s the order is found by its id", async (kind) => {
    const desk = await openDesk(owner, control, broker);
    await control.addFault(broker, "place", kind === "status-after" ? { kind, status: 504 } : { kind });
    await ask(platform.db, desk);
    await drain(desk);
    expect((await orders(desk)).map((order) => order.status)).toEqual(["filled"]);
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
  });

  test("an order that was lost on its way is sent again once it cannot arrive any more", async () => {
    const desk = await openDesk(owner, control, broker);
    await control.addFault(broker, "place", { kind: "lose-request" });
    await ask(platform.db, desk);
    await drain(desk);
    await settle(desk);
    expect((await orders(desk)).map((order) => order.status)).toEqual(["filled"]);
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
  });

  test("an order that arrives after its answer was given up is waited for from then on, and not sent again", async () => {
    const desk = await openDesk(owner, control, broker);
    await control.addFault(broker, "place", { kind: "late-request", milliseconds: timeout + 400 });
    await ask(platform.db, desk);
    // counted from the moment at which it was taken, it could not arrive any more
    await drain(desk, timeout);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await settle(desk);
    expect((await orders(desk)).map((order) => order.status)).toEqual(["filled"]);
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
  });

  test("a process that was held up after it had taken an order does not send it before it has taken it anew", async () => {
    const desk = await openDesk(owner, control, broker);
    const orderId = idOf(await ask(platform.db, desk));
    // more often than a command may be sent
    let delays = 12;
    const slow = around(platform.db, "$queryRawUnsafe", (call) => async (...parameters) => {
      const answer = await call(...parameters);
      const isTaken = JSON.stringify(answer, (_, one) => (typeof one === "bigint" ? `${one}` : one)).includes(orderId);
      if (isTaken && delays > 0) {
        delays -= 1;
        await new Promise((resolve) => setTimeout(resolve, 150));
        expect(await control.placedBy(desk.simulatedId, broker), "not sent meanwhile").toEqual([]);
      }
      return answer;
    });
    await drain(desk, 400, slow);
    await settle(desk);
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
    expect(delays).toBe(0);
    expect(await platform.db.brokerCommand.findFirstOrThrow({ where: { orderId } })).toMatchObject({ attempts: 1 });
    const history = await platform.db.brokerOrderEvent.findMany({ where: { orderId }, orderBy: { sequence: "asc" } });
    expect(history.map(({ detail }) => JSON.stringify(detail)).join()).toContain("the worker was held up");
  });

  test("to cancel an order that never reached the broker is done with, and not tried again and again", async () => {
    const desk = await openDesk(owner, control, broker);
    const orderId = idOf(await ask(platform.db, desk));
    await platform.db.brokerCommand.updateMany({
      where: { orderId, kind: "place" },
      data: { status: "refused", outcome: "given up", settledAt: new Date() },
    });
    await platform.db.brokerCommand.createMany({
      data: [{ accountId: desk.id, orderId, kind: "cancel", key: `${orderId}:1`, priority: 1 }],
    });
    await platform.db.brokerOrder.update({ where: { id: orderId }, data: { status: "rejected" } });
    await drain(desk);
    await settle(desk);
    const cancel = await platform.db.brokerCommand.findFirstOrThrow({ where: { orderId, key: `${orderId}:1` } });
    expect(cancel).toMatchObject({ status: "done", attempts: 1 });
  });

  test("a process that died while it was sending is followed by one that looks first", async () => {
    const desk = await openDesk(owner, control, broker);
    const orderId = idOf(await ask(platform.db, desk));
    await drain(desk);
    // as the dead one left it: sent, and nobody knows
    await platform.db.brokerCommand.updateMany({ where: { orderId }, data: { status: "sending", settledAt: null } });
    await drain(desk);
    await settle(desk);
    expect((await orders(desk)).map((order) => order.status)).toEqual(["filled"]);
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
  });

  test("exits go before cancels, and cancels before entries", async () => {
    const desk = await openDesk(owner, control, broker);
    const resting = idOf(await ask(platform.db, desk, { type: "limit", limitPrice: decimal(desk.price - 9) }));
    await drain(desk);
    await ask(platform.db, desk, { quantity: decimal(2) });
    await platform.db.$transaction((tx) => enqueueCancel(tx, resting, "1"));
    await ask(platform.db, desk, { quantity: decimal(3), side: "sell", role: "exit" });
    await drain(desk);
    const journal = await control.journalOf(desk.simulatedId, broker);
    const told = journal.flatMap((event) =>
      event.kind === "order-placed"
        ? [String(event.draft.quantity)]
        : event.kind === "order-cancelled"
          ? ["cancel"]
          : [],
    );
    expect(told).toEqual(["1", "3", "cancel", "2"]);
  });

  test("an order that is cancelled before it is sent is never sent", async () => {
    const desk = await openDesk(owner, control, broker);
    const orderId = idOf(await ask(platform.db, desk));
    await platform.db.$transaction((tx) => enqueueCancel(tx, orderId, "1"));
    await drain(desk);
    expect(await control.placedBy(desk.simulatedId, broker)).toEqual([]);
    expect((await orders(desk))[0]?.status).toBe("cancelled");
  });

  test("a cancel and a change whose answers were lost are settled by the books", async () => {
    const desk = await openDesk(owner, control, broker);
    const limit = { type: "limit", limitPrice: decimal(desk.price - 9), quantity: decimal(5) } as const;
    const orderId = idOf(await ask(platform.db, desk, limit));
    await drain(desk);
    await control.addFault(broker, "change", { kind: "lose-response" });
    const change = { quantity: decimal(7), limitPrice: decimal(desk.price - 8), triggerPrice: null };
    await platform.db.$transaction((tx) => enqueueChange(tx, orderId, "1", change));
    await drain(desk);
    expect((await orders(desk))[0]).toMatchObject({ status: "accepted" });
    expect((await orders(desk))[0]?.quantity.toFixed()).toBe("7");
    await control.addFault(broker, "cancel", { kind: "lose-response" });
    await platform.db.$transaction((tx) => enqueueCancel(tx, orderId, "1"));
    await drain(desk);
    expect((await orders(desk))[0]?.status).toBe("cancelled");
    const changed = (await control.journalOf(desk.simulatedId, broker)).filter(
      ({ kind }) => kind === "order-changed" || kind === "order-replaced",
    );
    expect(changed).toHaveLength(1);
  });

  test("what the broker refuses is refused, with its words", async () => {
    const desk = await openDesk(owner, control, broker);
    await ask(platform.db, desk, { quantity: decimal(90_000) });
    await drain(desk);
    await settle(desk);
    const [order] = await orders(desk);
    expect(order).toMatchObject({ status: "rejected", reason: expect.stringMatching(/insufficient/i) });
  });

  test("too many requests: the order waits and then goes", async () => {
    const desk = await openDesk(owner, control, broker);
    await control.addFault(broker, "place", { kind: "status", status: 429, retryAfter: 1 });
    await ask(platform.db, desk);
    await drain(desk);
    expect((await orders(desk))[0]?.status).toBe("queued");
    await expect
      .poll(async () => {
        await drain(desk);
        return (await orders(desk))[0]?.status;
      })
      .not.toBe("queued");
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(1);
  });

  test("books that do not agree stop entries and let exits out, until they agree", async () => {
    const desk = await openDesk(owner, control, broker);
    const { exchange, symbol } = desk.instrument;
    const stray = { brokerOrderId: null, exchange, symbol, before: "0", quantity: "5" };
    await storeForeign(platform.db, desk.id, [stray]);
    expect(await settle(desk)).toContain(`The broker holds 0 of ${exchange}:${symbol}`);
    await ask(platform.db, desk);
    await ask(platform.db, desk, { side: "sell", role: "exit", quantity: decimal(2) });
    await drain(desk);
    const placed = await control.placedBy(desk.simulatedId, broker);
    expect(placed.map((event) => event.draft.quantity)).toEqual([2]);
    await storeForeign(platform.db, desk.id, []);
    expect(await settle(desk)).toBeNull();
    await drain(desk);
    expect(await control.placedBy(desk.simulatedId, broker)).toHaveLength(2);
  });
});

test("what others trade on the account is measured, and is not ours", async () => {
  const desk = await openDesk(owner, control, "alpaca");
  await ask(platform.db, desk, { quantity: decimal(3) });
  await drain(desk);
  const connection = await outboxes.connectionOf(desk);
  const [request] = (await orders(desk)).map((order) => order.request);
  await connection.place({ ...(request as never as object), clientOrderId: "manual1" } as never);
  expect(await settle(desk)).toBeNull();
  expect(JSON.stringify(await readForeign(platform.db, desk.id))).toContain('"quantity":"3"');
  expect(await orders(desk)).toHaveLength(1);
});

test("a postback moves an order where it is signed, and only there", async () => {
  const desk = await openDesk(owner, control, "zerodha");
  await ask(platform.db, desk);
  await drain(desk);
  expect((await orders(desk))[0]?.status).toBe("submitted");
  const { broker, simulatedId } = desk;
  const [placed] = await control.placedBy(simulatedId, broker);
  const account = (await control.journal()).findLast((event) => event.kind === "account-opened");
  const secret = account?.kind === "account-opened" ? account.account.secret : "";
  const at = "2026-11-26 12:00:00";
  const sign = (key: string): string => createHash("sha256").update(`${placed?.order}${at}${key}`).digest("hex");
  const body = (checksum: string): string =>
    JSON.stringify({
      order_id: placed?.order,
      status: "COMPLETE",
      order_timestamp: at,
      exchange: "NSE",
      tradingsymbol: "INFY",
      order_type: "MARKET",
      transaction_type: "BUY",
      quantity: 1,
      filled_quantity: 1,
      average_price: desk.price,
      tag: placed?.draft.clientId,
      checksum,
    });
  const post = async (id: string, text: string): Promise<number> => {
    const request = new Request(`http://127.0.0.1/api/postbacks/${id}`, { method: "POST", body: text });
    return (await postbacksDoor(request, { account: id })).status;
  };
  expect(await post(desk.id, body(sign("another secret")))).toBe(401);
  expect(await post("not-an-id", body(sign(secret)))).toBe(401);
  expect(await post(desk.id, "{")).toBe(401);
  expect((await orders(desk))[0]?.status).toBe("submitted");
  expect(await post(desk.id, body(sign(secret)))).toBe(204);
  expect(await post(desk.id, body(sign(secret)))).toBe(204);
  const [order] = await orders(desk);
  expect([order?.status, order?.filledQuantity.toFixed()]).toEqual(["filled", "1"]);
});

test("an order waits while nobody is logged in, and goes out once after the next login", async () => {
  const desk = await openDesk(owner, control, "zerodha");
  await control.expire("zerodha");
  await ask(platform.db, desk);
  await drain(desk);
  await drain(desk);
  expect((await orders(desk))[0]?.status).toBe("queued");
  const page = await beginLogin(owner, desk.id);
  await finishLogin(owner, await passLoginPage({ loginPage: () => page }));
  await expect
    .poll(async () => {
      await drain(desk);
      return (await orders(desk))[0]?.status;
    })
    .not.toBe("queued");
  expect(await control.placedBy(desk.simulatedId, "zerodha")).toHaveLength(1);
});
