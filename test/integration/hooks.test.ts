import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { openHookSecret } from "@/server/features/hooks/hook-secret.ts";
import { mostPerMinute, takeSignal } from "@/server/features/hooks/take-signal.ts";
import { findRoute } from "@/server/http/api-routes.ts";
import { serveApi } from "@/server/http/serve-api.ts";
import { advanceFeed } from "@/server/live/advance-feed.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";

const start = Date.UTC(2026, 0, 5);
const firstBar = 1_000;
let platform: Platform;
let trader: Member;
let shard = 0;

const as = (member: Member) => appRouter.createCaller(member.request);
const document = smallGraph(
  {
    buy: { kind: "market.outside-signal", params: { name: "buy" } },
    sell: { kind: "market.outside-signal", params: { name: "sell" } },
    enter: { kind: "order.enter", params: { amount: 1, unit: "units" } },
    exit: { kind: "order.exit" },
  },
  ["buy.received > enter.when", "sell.cameIn > exit.when"],
  { universe: ["SYN-A"] },
);

beforeAll(async () => {
  platform = await openPlatform();
  process.env["API_RATE_LIMIT"] = "100000";
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(() => platform.close());

async function makeHook() {
  const { id: strategyId } = await as(trader).strategies.create({ document: { ...document, name: randomUUID() } });
  const { versionId } = await as(trader).strategies.saveVersion({ id: strategyId, revision: 1 });
  return { strategyId, versionId, ...(await as(trader).hooks.create({ strategyId })) };
}

/** A run of the version on a feed and in a shard of its own. */
async function startRun(strategyVersionId: string) {
  const feedId = `market-${randomUUID()}`;
  const feed = { id: feedId, kind: "synthetic", seed: 7, timeframe: "1s", barMilliseconds: 1_000 } as const;
  const row = { ...feed, startedAt: new Date(start), datasetId: null, lastBarIndex: null };
  await ensureFeed(platform.db, row);
  const source = await openFeedSource(row);
  const own = ++shard;
  const { id: runId } = await platform.db.run.create({
    data: {
      teamId: trader.context.team.id,
      strategyVersionId,
      feedId,
      universe: ["SYN-A"],
      capital: 10_000,
      shard: own,
      createdBy: trader.context.user.id,
    },
    select: { id: true },
  });
  const closeBar = (index: number) => advanceFeed(platform.db, { feedId, source, now: start + (index + 1) * 1_000 });
  const drain = (worker = "tester") =>
    createLiveRuntime(platform.db, { worker, leaseMilliseconds: 5_000, sendFor: () => undefined }).drainShard(
      own,
      new AbortController().signal,
    );
  const inbox = () => platform.db.runInbox.findMany({ where: { runId }, orderBy: { sequence: "asc" } });
  return { runId, source, closeBar, drain, inbox };
}

type Send = { readonly body?: unknown; readonly headers?: Record<string, string>; readonly id?: string };

async function post({ id, body = {}, headers = {} }: Send) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const path = `/api/hooks/${id}`;
  const sent = { "content-length": String(Buffer.byteLength(text)), ...headers };
  const request = new Request(`http://127.0.0.1:3000${path}`, { method: "POST", headers: sent, body: text });
  const answer = await serveApi(request, findRoute(path)!);
  return { status: answer.status, ...(await answer.json()) };
}

const now = () => new Date().toISOString();
const countSignals = (hookId: string) => platform.db.hookSignal.count({ where: { hookId } });

describe("a webhook", () => {
  test("takes a signal with the secret in its body, as TradingView sends it", async () => {
    const { id, secret, strategyId } = await makeHook();
    const body = { token: secret, signal: "buy", time: now(), symbol: "SYN-A", value: "101.5" };
    expect(await post({ id, body })).toEqual({ status: 202, runs: 0 });
    const [seen] = await as(trader).hooks.signals({ strategyId });
    expect(seen).toMatchObject({ name: "buy", symbol: "SYN-A", value: 101.5, runs: 0, sentAt: body.time });
  });

  test("takes a signal that is signed in a header, with its time in milliseconds", async () => {
    const { id, secret } = await makeHook();
    const body = JSON.stringify({ signal: "buy", time: Date.now() });
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    expect(await post({ id, body, headers: { "x-quantloom-signature": signature } })).toEqual({ status: 202, runs: 0 });
    const changed = body.replace("buy", "sell");
    const answer = await post({ id, body: changed, headers: { "x-quantloom-signature": signature } });
    expect(answer).toMatchObject({ status: 401, error: { code: "signature-refused" } });
    expect(await countSignals(id)).toBe(1);
  });

  test.each([
    ["a wrong token", { token: "x".repeat(43) }, 401, "signature-refused", /rotated/],
    ["no token", { token: undefined }, 401, "signature-refused", /token/],
    [
      "a time that is too long ago",
      { time: new Date(Date.now() - 301_000).toISOString() },
      400,
      "invalid-input",
      /within 5 minutes of now/,
    ],
    ["a time that is too far ahead", { time: Date.now() + 400_000 }, 400, "invalid-input", /within 5 minutes of now/],
    ["no time", { time: undefined }, 400, "invalid-input", /time/],
    ["a value that is no number", { value: "{{close}}" }, 400, "invalid-input", /value/],
    ["a word too much", { order: "buy" }, 400, "invalid-input", /order/],
    ["a name that is too long", { signal: "x".repeat(41) }, 400, "invalid-input", /signal/],
    ["a body that is too large", { signal: "x".repeat(5_000) }, 413, "too-large", /4096 bytes/],
  ])("refuses %s and says what was expected", async (_, change, status, code, text) => {
    const { id, secret } = await makeHook();
    const body = { token: secret, signal: "buy", time: now(), ...change };
    const answer = await post({ id, body });
    expect(answer).toMatchObject({ status, error: { code, message: expect.stringMatching(text) } });
    expect(await countSignals(id)).toBe(0);
  });

  test("refuses what is no JSON, and an address that is no webhook", async () => {
    const { id, secret } = await makeHook();
    expect(await post({ id, body: "buy now" })).toMatchObject({ status: 400, error: { code: "invalid-input" } });
    const body = { token: secret, signal: "buy", time: now() };
    for (const unknown of [randomUUID(), "not-an-id"])
      expect(await post({ id: unknown, body })).toMatchObject({ status: 404, error: { code: "not-found" } });
  });

  test("takes a signal once, told apart by the sender's id or by everything that it says", async () => {
    const { id, secret } = await makeHook();
    const time = now();
    const plain = { token: secret, signal: "buy", time, value: 1 };
    const answers = await Promise.all(Array.from({ length: 6 }, () => post({ id, body: plain })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.error.message).toContain("does not count twice");
    expect((await post({ id, body: { ...plain, value: 2 } })).status).toBe(202);
    expect((await post({ id, body: { ...plain, id: "a" } })).status).toBe(202);
    expect((await post({ id, body: { ...plain, id: "a", time: now(), value: 9 } })).status).toBe(409);
    expect(await countSignals(id)).toBe(3);
  });

  test("takes so many a minute and no more, whichever process they come to", async () => {
    const { id, secret } = await makeHook();
    const time = Date.now();
    const send = (nonce: string, at: number) =>
      takeSignal(platform.db, id, {
        body: JSON.stringify({ token: secret, signal: "buy", time: at, id: nonce }),
        signature: null,
        now: at,
      });
    const sent = await Promise.allSettled(Array.from({ length: mostPerMinute + 5 }, (_, n) => send(`${n}`, time)));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(mostPerMinute);
    for (const one of sent)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "too-many-requests" });
    expect(await countSignals(id)).toBe(mostPerMinute);
    await expect(send("later", time + 61_000)).resolves.toBe(0);
  });

  test("has a secret that is kept sealed, and ends at once when it is rotated or removed", async () => {
    const { id, secret, strategyId } = await makeHook();
    const row = await platform.db.hook.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(openHookSecret(id, row.secret)).toBe(secret);
    expect(() => openHookSecret(randomUUID(), row.secret)).toThrow();
    expect(JSON.stringify(await as(trader).hooks.get({ strategyId }))).not.toContain(secret);
    const rotated = await as(trader).hooks.rotate({ strategyId });
    const body = (token: string) => ({ token, signal: "buy", time: now(), id: randomUUID() });
    expect((await post({ id, body: body(secret) })).status).toBe(401);
    expect((await post({ id, body: body(rotated.secret) })).status).toBe(202);
    await expect(as(trader).hooks.create({ strategyId })).rejects.toMatchObject({ code: "CONFLICT" });
    await as(trader).hooks.remove({ strategyId });
    expect((await post({ id, body: body(rotated.secret) })).status).toBe(404);
    expect(await as(trader).hooks.get({ strategyId })).toBeNull();
    const actions = await platform.db.auditEvent.findMany({
      where: { chain: `team:${trader.context.team.id}`, action: { startsWith: "hook." } },
      select: { action: true, detail: true },
    });
    const own = actions.filter(({ detail }) => JSON.stringify(detail).includes(id));
    expect(own.map(({ action }) => action).sort()).toEqual(["hook.created", "hook.removed", "hook.rotated"]);
    expect(JSON.stringify(own)).not.toContain(secret);
  });
});

describe("a run that listens", () => {
  test("acts on a signal at its next closed bar, once, whichever worker is at it, as a backtest of the record does", async () => {
    const { id, secret, versionId } = await makeHook();
    const run = await startRun(versionId);
    const closed = await startRun(versionId);
    await platform.db.run.update({ where: { id: closed.runId }, data: { status: "closed", stoppedAt: new Date() } });
    const send = (signal: string) => post({ id, body: { token: secret, signal, time: now(), id: randomUUID() } });
    await run.closeBar(firstBar);
    expect(await send("buy")).toEqual({ status: 202, runs: 1 });
    await run.drain("one");
    await Promise.all([run.drain("one"), run.drain("two")]);
    for (let bar = 1; bar <= 3; bar += 1) await run.closeBar(firstBar + bar);
    await Promise.allSettled([run.drain("one"), run.drain("two")]);
    await run.drain("two");
    await send("sell");
    for (let bar = 4; bar <= 6; bar += 1) await run.closeBar(firstBar + bar);
    await run.drain("three");

    const inbox = await run.inbox();
    expect(inbox.map(({ kind }) => kind).join(" ")).toBe("bar signal bar bar bar signal bar bar bar");
    expect(await closed.inbox()).toEqual([]);
    const decisions = await platform.db.decision.findMany({
      where: { runId: run.runId },
      orderBy: { sequence: "asc" },
    });
    expect(decisions[1]).toMatchObject({ action: "signal", reason: expect.stringContaining('Signal "buy" came in') });
    expect(decisions[2]).toMatchObject({ action: "order" });

    const fills = await platform.db.fill.findMany({ where: { runId: run.runId }, orderBy: { sequence: "asc" } });
    expect(fills.map(({ side }) => side)).toEqual(["buy", "sell"]);
    expect(await replayed(run, inbox)).toEqual(fills.map(({ side, price }) => `${side} at ${Number(price)}`));
  });
});

/** The same bars as a history, and the signals as a record: each stands at the bar that took it. */
async function replayed(
  { source }: Awaited<ReturnType<typeof startRun>>,
  inbox: readonly { kind: string; payload: unknown }[],
) {
  const { program } = compile(document);
  const count = inbox.filter(({ kind }) => kind === "bar").length;
  const bars = await source.history("SYN-A", firstBar + count, count);
  let bar = 0;
  const signals = inbox.flatMap(({ kind, payload }) => {
    if (kind === "bar") bar += 1;
    const { name } = payload as { name: string };
    return kind === "signal" ? [{ time: bars.time[bar]!, name, symbol: null, value: null }] : [];
  });
  const lanes = [
    { instrument: source.instruments.find(({ symbol }) => symbol === "SYN-A") ?? shareInstrument("SYN-A"), bars },
  ];
  const { fills } = runBacktest({ program: program!, lanes, signals, overrides: { capital: 10_000 } });
  return fills.map(({ side, price }) => `${side} at ${price}`);
}
