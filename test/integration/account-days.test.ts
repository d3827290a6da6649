import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { brokerOf } from "@/server/brokers/registry.ts";
import { findSealedAccount } from "@/server/db/repositories/broker-accounts.ts";
import { getDay, listDays } from "@/server/features/brokers/days/service.ts";
import { commandRun } from "@/server/features/runs/service.ts";
import { closeDay, dayToClose, noteMissedDays } from "@/server/live/account/day/close-day.ts";
import { type TradingDay, tradingDays } from "@/server/live/account/day/trading-day.ts";
import { connectAccount } from "@/server/live/account/open-account.ts";
import { type BrokerRun, openMarket, startBrokerRun } from "./support/broker-runs.ts";
import { type BrokerWorkers, openBrokerWorkers } from "./support/broker-workers.ts";
import { eventually } from "./support/worker-process.ts";

// What is held and traded is counted in the simulators' journal, and charges are worked out from it by hand.
let brokers: BrokerWorkers;
let owner: BrokerWorkers["owner"]["context"];

beforeAll(async () => {
  brokers = await openBrokerWorkers("live,feed");
  owner = brokers.owner.context;
  await openMarket(brokers.platform.db, 100);
});
afterEach(() => brokers.killAll());
afterAll(() => brokers.close());

const day = 86_400_000;
const spanOfNow = () => {
  const now = Date.now();
  return { day: "2026-11-27", from: now - day, to: now + day, nextOpen: now + day };
};

async function openAccount(id: string) {
  const account = await findSealedAccount(brokers.platform.db, id);
  const connection = account === null ? null : connectAccount(account, Date.now());
  if (account === null || connection === null) throw new Error("the account is not connected");
  return { account, connection };
}

/** Returns what an account has really traded, by side, and holds. */
async function truthOf({ desk }: BrokerRun) {
  const sides = new Map<string, "buy" | "sell">();
  const value = { buy: 0, sell: 0 };
  const units = { buy: 0, sell: 0 };
  for (const event of await brokers.control.journalOf(desk.simulatedId, desk.broker)) {
    if (event.kind === "order-placed") sides.set(event.order, event.draft.side);
    if (event.kind !== "order-filled") continue;
    const side = sides.get(event.order) ?? "buy";
    value[side] += event.quantity * event.price;
    units[side] += event.quantity;
  }
  return { value, units, net: units.buy - units.sell };
}

/** Buys seven shares at the first cross and keeps them. */
function holding() {
  const nodes = {
    price: { kind: "market.bars" },
    mean: { kind: "indicator.sma", params: { length: 3 } },
    up: { kind: "compare.crossover" },
    buy: { kind: "order.enter", params: { amount: 7, unit: "units" } },
  };
  const wires = ["price.close > mean.source", "price.close > up.a", "mean.value > up.b", "up.crossed > buy.when"];
  const { document } = readDocument(smallGraph(nodes, wires, { name: "Keeps" }));
  if (document === null) throw new Error("the graph is none");
  return document;
}

async function buyAndHold(broker: "alpaca" | "zerodha"): Promise<BrokerRun> {
  await brokers.startWorker();
  const run = await startBrokerRun(owner, brokers.control, { broker, document: holding() });
  const where = { runId: run.runId, filledQuantity: 7 };
  const holds = async () => (await brokers.platform.db.order.count({ where })) === 1;
  await eventually(holds, { within: 60_000, what: "a position" });
  return run;
}

async function tradeAndStop(broker: "alpaca" | "zerodha"): Promise<BrokerRun> {
  const { db } = brokers.platform;
  await brokers.startWorker();
  const run = await startBrokerRun(owner, brokers.control, { broker });
  const traded = async () => (await db.fill.count({ where: { runId: run.runId, side: "sell" } })) >= 2;
  await eventually(traded, { within: 60_000, what: "trades" });
  await commandRun(owner, { id: run.runId, command: "stop", flatten: true });
  const isClosed = async () => (await db.run.findUniqueOrThrow({ where: { id: run.runId } })).status === "closed";
  await eventually(isClosed, { within: 60_000, what: "the end of the run" });
  return run;
}

test("a day's books are kept once, with what its trades cost by the rates of the day, and cannot be changed", async () => {
  const { db } = brokers.platform;
  const run = await tradeAndStop("zerodha");
  const { id } = run.desk;
  const { account, connection } = await openAccount(id);
  const soFar = await getDay(owner, id, null);
  expect(soFar).toMatchObject({ state: "so-far", report: { reason: null } });
  await closeDay(db, account, connection, spanOfNow());
  await closeDay(db, account, connection, spanOfNow());
  connection.close();
  const { days } = await listDays(owner, id, null);
  expect(days).toMatchObject([{ day: "2026-11-27", state: "agrees", reason: null, currency: "INR" }]);
  const { report } = await getDay(owner, id, "2026-11-27");
  const { value, units, net } = await truthOf(run);
  expect(net).toBe(0);
  expect(report.books).toEqual([]);
  const traded = (side: "buy" | "sell") => report.trades.filter((trade) => trade.side === side);
  for (const side of ["buy", "sell"] as const) {
    expect(traded(side).reduce((sum, trade) => sum + trade.units, 0)).toBe(units[side]);
    expect(traded(side).reduce((sum, trade) => sum + trade.value, 0)).toBeCloseTo(value[side], 6);
  }
  const [segment] = report.note.segments;
  const amountOf = (name: string) => segment?.lines.find((line) => line.id === name)?.amount;
  expect(segment?.segment).toBe("equity intraday");
  expect(amountOf("stt")).toBe(Math.round(value.sell * 0.00025));
  expect(amountOf("exchange")).toBeCloseTo((value.buy + value.sell) * 0.0000297, 2);
  const brokerage = report.trades.reduce((sum, trade) => sum + Math.min(20, trade.value * 0.0003), 0);
  expect(amountOf("brokerage")).toBeCloseTo(brokerage, 2);
  expect(amountOf("stamp")).toBe(Math.round(value.buy * 0.00003));
  const counted = Object.values(report.orders).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(await db.brokerOrder.count({ where: { accountId: id } }));
  await expect(db.accountDay.deleteMany({ where: { accountId: id } })).rejects.toThrow(/immutable/);
  const told = await db.auditEvent.findMany({ where: { action: "broker-account.day-closed" } });
  expect(told).toHaveLength(1);
});

test("a difference at the end of the day is kept with who owns what, and nothing is entered any more", async () => {
  const { db } = brokers.platform;
  const run = await buyAndHold("alpaca");
  const { id } = run.desk;
  await brokers.killAll();
  // somebody's five shares are believed to be there and are not
  const order = await db.brokerOrder.findFirstOrThrow({ where: { accountId: id } });
  const { exchange, symbol } = (order.request as { instrument: { exchange: string; symbol: string } }).instrument;
  const openingPositions = [{ brokerOrderId: null, exchange, symbol, before: "0", quantity: "5" }];
  await db.brokerAccount.update({ where: { id }, data: { openingPositions } });
  const { account, connection } = await openAccount(id);
  await closeDay(db, account, connection, spanOfNow());
  connection.close();
  const { state, report } = await getDay(owner, id, "2026-11-27");
  expect((await truthOf(run)).net).toBe(7);
  expect(state).toBe("differs");
  expect(report.reason).toContain(`The broker holds 7 of ${exchange}:${symbol}, our books and what others did say 12.`);
  const runs = [{ runId: run.runId, run: "Keeps", quantity: "7" }];
  expect(report.books).toEqual([{ exchange, symbol, runs, others: "5", expected: "12", broker: "7" }]);
  expect((await db.brokerAccount.findUniqueOrThrow({ where: { id } })).review).toContain(symbol);
});

test("a worker keeps the day that is over, and a day on which nobody was logged in is noted as such", async () => {
  const { db } = brokers.platform;
  // Mumbai and New York are never open at the same time
  const broker = dayToClose("alpaca", Date.now()) === null ? "zerodha" : "alpaca";
  const run = await buyAndHold(broker);
  await brokers.killAll();
  const where = { id: run.desk.id };
  await db.brokerAccount.update({ where, data: { createdAt: new Date(Date.now() - 10 * day) } });
  await brokers.startWorker();
  const over = dayToClose(broker, Date.now());
  const days = (after: typeof over, count: number): TradingDay[] => {
    const all: TradingDay[] = [];
    for (let at = after?.to ?? 0; all.length < count; at = all.at(-1)?.to ?? 0) {
      const { next } = tradingDays(calendars[brokerOf(broker).calendar], at);
      if (next === null) break;
      all.push(next);
    }
    return all;
  };
  const kept = () => db.accountDay.findFirst({ where: { accountId: run.desk.id } });
  const row = await eventually(kept, { within: 60_000, what: "the books of the day" });
  expect([row.day.toISOString().slice(0, 10), row.state]).toEqual([over?.day, "agrees"]);
  await brokers.killAll();
  // three trading days go by without anybody; of the last the books may still be taken
  const later = days(over, 3).at(-1);
  await noteMissedDays(db, later?.to ?? 0);
  await noteMissedDays(db, later?.to ?? 0);
  const { days: lines } = await listDays(owner, run.desk.id, null);
  const missed = days(over, 2).map((one) => one.day);
  expect(lines.map((line) => line.day)).toEqual([...missed.reverse(), over?.day]);
  expect(lines.map((line) => line.state)).toEqual(["not-compared", "not-compared", "agrees"]);
  expect(lines[0]?.reason).toContain("Nobody was logged in");
  expect(lines.reduce((sum, { trades }) => sum + trades, 0)).toBe(1);
});
