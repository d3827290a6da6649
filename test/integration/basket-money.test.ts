import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { runTogether, type TogetherMoment } from "@/graph-runtime/sim/together/run-together.ts";
import { Prisma } from "@/server/db/generated/client.ts";
import { readAccountMoment } from "@/server/db/repositories/account-guard.ts";
import { findFeed } from "@/server/db/repositories/feeds.ts";
import type { BasketSettings } from "@/server/features/baskets/dto.ts";
import { listingLines } from "@/server/features/marketplace/service.ts";
import { BasketKeeper } from "@/server/features/portfolio/keep-basket.ts";
import { readDrift } from "@/server/features/runs/drift/read-drift.ts";
import { kill } from "@/server/features/runs/kill.ts";
import { driftOf } from "@/server/features/subscriptions/member-reads.ts";
import { getSubscription, subscribe } from "@/server/features/subscriptions/service.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { quickCross } from "./support/documents.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { publishedBasket } from "./support/published.ts";

/** Bars of a second until the market's week ends, when the tests begin. */
const untilMonday = 400;
let platform: Platform;
let market: Awaited<ReturnType<typeof openPaperMarket>>;
let author: Member;
let reader: Member;

beforeAll(async () => {
  platform = await openPlatform();
  market = await openPaperMarket(platform.db);
  author = await (await makeTeam(platform.db, "Author")).member("owner");
  reader = await (await makeTeam(platform.db, "Reader")).member("owner");
  await market.go(1, undefined, 7 * 86_400 - 1_000 - untilMonday);
});
afterAll(() => platform.close());

async function published(settings: Partial<BasketSettings>, weights: readonly number[]) {
  const documents = weights.map((_, index) => quickCross(`Cross ${index}`));
  const { listingId } = await publishedBasket(author.context, documents, { title: "Crosses", weights, settings });
  return listingId;
}

async function subscribed(settings: Partial<BasketSettings>) {
  const listingId = await published(settings, [3, 1]);
  const made = await subscribe(reader.context, { listingId, capital: 100_000, mode: "paper" });
  const { subscriptionId: id, runIds } = made;
  const read = () => getSubscription(reader.context, id);
  const state = async () => (await read()).basket;
  const moves = () =>
    platform.db.auditEvent.findMany({
      where: { action: "basket.rebalanced", detail: { path: ["subscriptionId"], equals: id } },
    });
  const end = async () => {
    await kill(reader.context, { scope: "subscription", id, confirm: "KILL" });
    await market.go(3);
  };
  return { id, listingId, runIds, read, state, moves, end };
}

/** What an account would be told of the money that runs have lost from their best, if they were on it. */
async function drawdownOf(runIds: readonly string[]): Promise<number> {
  const { db } = platform;
  const { id } = await db.brokerAccount.create({
    data: {
      teamId: reader.context.team.id,
      broker: "alpaca",
      environment: "simulated",
      label: "An account",
      credentials: Buffer.from([1]),
      createdBy: "test",
    },
  });
  await db.run.updateMany({ where: { id: { in: [...runIds] } }, data: { accountId: id, mode: "live", venue: {} } });
  const { drawdown } = await readAccountMoment(db, id, "SYN-A");
  await db.run.updateMany({
    where: { id: { in: [...runIds] } },
    data: { accountId: null, mode: "paper", venue: Prisma.DbNull },
  });
  return drawdown ?? Number.NaN;
}

/** The same, mark by mark: money that moved counts as if it had been there from the start. */
async function fallOf(runIds: readonly string[]): Promise<number> {
  let fall = 0;
  for (const runId of runIds) {
    const marks = await platform.db.mark.findMany({ where: { runId }, orderBy: { sequence: "desc" } });
    const moved = await platform.db.runInbox.findMany({ where: { runId, kind: "transfer" } });
    const { capital } = await platform.db.run.findUniqueOrThrow({ where: { id: runId } });
    const adjusted = marks.map(({ sequence, equity }) =>
      moved
        .filter((one) => one.sequence > sequence)
        .reduce((sum, { payload }) => sum + (payload as { amount: number }).amount, equity.toNumber()),
    );
    fall += Math.max(capital.toNumber(), ...adjusted) - (adjusted[0] ?? Number.NaN);
  }
  return fall;
}

/** Runs the platform's backtest of a basket on the very bars that its twin had. */
async function backtestOf(
  twins: readonly { readonly id: string; readonly strategyVersionId: string; readonly capital: Prisma.Decimal }[],
  rule: { readonly schedule: "weekly"; readonly corridor: number; readonly weights: readonly number[] },
) {
  const { db } = platform;
  const feed = await findFeed(db, "synthetic");
  if (feed === null) throw new Error("expected a feed");
  const source = await openFeedSource(feed);
  let from = 0;
  const opened = [];
  for (const { id, strategyVersionId } of twins) {
    const { document } = await db.strategyVersion.findUniqueOrThrow({ where: { id: strategyVersionId } });
    const { universe } = await db.run.findUniqueOrThrow({ where: { id } });
    const { program } = compile(document);
    if (program === null) throw new Error("expected a program");
    const bars = await db.runInbox.findMany({ where: { runId: id, kind: "bar" }, orderBy: { sequence: "asc" } });
    const indexOf = (at: number) => (bars.at(at)?.payload as { index: number } | undefined)?.index ?? Number.NaN;
    from = source.timeOf(indexOf(0));
    const count = indexOf(-1) - indexOf(0) + 1 + program.warmup + program.settle;
    const lanes = await Promise.all(
      (universe as string[]).map(async (symbol) => {
        const instrument = source.instruments.find((one) => one.symbol === symbol);
        if (instrument === undefined) throw new Error(`expected ${symbol}`);
        return { instrument, bars: await source.history(symbol, indexOf(-1) + 1, count) };
      }),
    );
    opened.push({ program, lanes, references: [] });
  }
  const capital = twins.reduce((sum, run) => sum + run.capital.toNumber(), 0);
  const keeper = new BasketKeeper({ ...rule, method: "given", limits: {}, capital });
  const moments: TogetherMoment[] = [];
  const members = opened.map((one, index) => ({ ...one, capital: keeper.capitals[index] ?? 0 }));
  runTogether(members, {
    from,
    onMoment: (moment) => {
      moments.push(moment);
      return keeper.look(moment);
    },
  });
  return { moments, moves: keeper.finish().rebalances.length - 1 };
}

describe("the money of a basket that runs", () => {
  test("goes back to its shares once a week has begun, never while a member holds anything, and is no profit", async () => {
    const basket = await subscribed({ rebalance: "weekly", corridorPercent: 0 });
    market.setTwins(true);
    const [first = ""] = basket.runIds;
    const shareOf = async (index: number) => {
      const equities = (await basket.read()).runs.map(({ mark }) => mark?.equity ?? 0);
      return (equities[index] ?? 0) / equities.reduce((sum, equity) => sum + equity, 0);
    };
    await market.go(untilMonday - 20, undefined, (untilMonday - 20) / 4);
    await market.go(18, undefined, 9);
    expect(await basket.state()).toMatchObject({ rebalance: "weekly", due: null, moved: null });
    expect(await market.go(4, async () => (await basket.state())?.due !== null), "a week has begun").toBe(true);
    const due = (await basket.state())?.due;
    expect(due?.since).toBe("2026-01-12T00:00:00.000Z");
    const [, holder] = (await basket.read()).runs;
    expect(holder?.mark?.positions.length, "one holds something, so it waits").toBe(1);
    expect((await basket.state())?.moved).toBeNull();
    expect(await market.go(120, async () => (await basket.state())?.moved !== null)).toBe(true);
    const offBefore = Math.abs((await shareOf(0)) - 0.75);
    await market.settle();
    const transfers = await platform.db.runInbox.findMany({
      where: { runId: { in: basket.runIds }, kind: "transfer" },
      orderBy: { runId: "asc" },
    });
    expect(transfers.length % 2).toBe(0);
    const amounts = transfers.map(({ payload }) => (payload as { amount: number }).amount);
    expect(Math.round(100 * amounts.reduce((sum, amount) => sum + amount, 0)), "not a cent appears").toBe(0);
    for (const { runId, sequence } of transfers) {
      const [mark, before] = await platform.db.mark.findMany({
        where: { runId, sequence: { lte: sequence } },
        orderBy: { sequence: "desc" },
        take: 2,
      });
      expect(before?.positions, "it held nothing").toEqual([]);
      expect(mark?.sequence, "it was the next thing that happened").toBe(sequence);
      const decision = await platform.db.decision.findFirstOrThrow({ where: { runId, sequence } });
      expect(decision.reason).toMatch(
        /^basket: [\d.]+ (brought in|taken out) to restore the members' shares of 2026-01-12$/,
      );
    }
    const [audited] = await basket.moves();
    expect(audited?.detail).toMatchObject({
      moves: Object.fromEntries(transfers.map(({ runId }, at) => [runId, amounts[at]])),
    });

    const { runs: members, capital } = await basket.read();
    expect(
      members.reduce((sum, run) => sum + run.capital, 0),
      "it is where it was, in other parts",
    ).toBe(capital);
    expect(Math.abs((await shareOf(0)) - 0.75), "their shares are nearer to what is wanted").toBeLessThan(offBefore);
    for (const { runId, amount } of due?.open ?? []) {
      const moved = amounts[transfers.findIndex((one) => one.runId === runId)] ?? 0;
      expect(moved * amount, "in the direction that was due").toBeGreaterThan(0);
      expect(Math.abs(moved), "and no more").toBeLessThanOrEqual(Math.abs(amount) + 0.01);
    }

    // the platform's own run of it had the same bars, and did the very same
    const twins = await platform.db.run.findMany({
      where: { listingVersion: { listingId: basket.listingId } },
      orderBy: { memberOrdinal: "asc" },
    });
    const given = async (runId: string) =>
      (await platform.db.runInbox.findMany({ where: { runId, kind: "transfer" }, orderBy: { sequence: "asc" } })).map(
        ({ payload }) => payload,
      );
    for (const [index, { id }] of twins.entries()) {
      const moves = await given(basket.runIds[index] ?? "");
      expect(moves.length).toBeGreaterThan(0);
      expect(await given(id)).toEqual(moves);
    }
    const lines = await listingLines(reader.context, basket.listingId);
    const moved = (await basket.state())?.moved;
    expect(lines.rules).toEqual({ hold: null, isDue: (await basket.state())?.due !== null, moved: moved?.time });
    expect(await platform.db.auditEvent.count({ where: { action: "basket.rebalanced", teamId: "platform" } })).toBe(
      (await basket.moves()).length,
    );
    const replayed = await backtestOf(twins, { schedule: "weekly", corridor: 0, weights: [3, 1] });
    expect(replayed.moments.length).toBeGreaterThan(400);
    for (const [index, { id }] of twins.entries()) {
      const marks = await platform.db.mark.findMany({ where: { runId: id }, orderBy: { sequence: "asc" } });
      const atBars = new Map(marks.toReversed().map(({ time, equity }) => [time.getTime(), equity.toNumber()]));
      const own = replayed.moments.map(({ time, members }) => [time, members[index]?.equity.toFixed(2)]);
      expect(own, "the basket's backtest of these bars is what its twin did").toEqual(
        [...atBars].reverse().map(([time, equity]) => [time, equity.toFixed(2)]),
      );
    }
    expect(replayed.moves).toBe((await basket.moves()).length);
    for (const { own, twin } of await driftOf(reader.context, basket.id))
      expect(own).toBeCloseTo(twin ?? Number.NaN, 6);
    // a replay that is given the same transfers ends where the run is
    const drift = await readDrift(reader.context, first);
    expect(drift.trackingDifference).toBeCloseTo(0, 8);
    expect(drift.differences).toEqual([]);
    expect(drift.same).toBeGreaterThan(0);
    expect(await drawdownOf(basket.runIds)).toBeCloseTo(await fallOf(basket.runIds), 6);
    market.setTwins(false);
    await basket.end();
  });

  test("is shared at the start by the risk that the twins had on the days before", async () => {
    const listingId = await published({ allocation: "inverse-volatility" }, [1, 1]);
    const version = await platform.db.listingVersion.findFirstOrThrow({ where: { listingId } });
    const twins = await platform.db.run.findMany({
      where: { listingVersionId: version.id },
      orderBy: { memberOrdinal: "asc" },
    });
    const capitals = async () => {
      const { subscriptionId, runIds } = await subscribe(reader.context, {
        listingId,
        capital: 100_000,
        mode: "paper",
      });
      const runs = await platform.db.run.findMany({ where: { id: { in: runIds } }, orderBy: { memberOrdinal: "asc" } });
      await kill(reader.context, { scope: "subscription", id: subscriptionId, confirm: "KILL" });
      await market.go(3);
      return runs.map(({ capital }) => capital.toNumber());
    };
    /** Each twin goes up and down in turn, by its own part of what it has; the last day is not over and says nothing. */
    const remember = async (days: number, swings: readonly number[]) => {
      const data = twins.flatMap(({ id: runId }, member) =>
        Array.from({ length: days + 1 }, (_, day) => {
          const equity = 50_000 * (day % 2 === 0 ? 1 : 1 + (swings[member] ?? 0));
          const time = new Date(Date.UTC(2025, 9, 1 + day, 23, 59, 59));
          const money = { cash: equity, realised: 0, unrealised: 0, fees: 0, positions: [] };
          return { runId, sequence: 1 + day, time, equity, ...money };
        }),
      );
      await platform.db.mark.deleteMany({ where: { runId: { in: twins.map(({ id }) => id) } } });
      await platform.db.mark.createMany({ data });
    };
    await remember(10, [0.01, 0.03]);
    expect(await capitals(), "too few days say nothing: the weights that were given").toEqual([50_000, 50_000]);
    await remember(41, [0.01, 0.03]);
    // r goes +s, -s/(1+s) in turn: its deviation is s(2+s)/(2(1+s)) for an even count of days
    const deviation = (swing: number) => (swing * (2 + swing)) / (2 * (1 + swing));
    const [calm = 0, wild = 0] = await capitals();
    expect(calm / wild).toBeCloseTo(deviation(0.03) / deviation(0.01), 4);
    expect(calm + wild).toBe(100_000);

    // money that was moved to a twin is no return of it
    const runId = twins[0]?.id ?? "";
    const amount = 20_000;
    const at = { runId_sequence: { runId, sequence: 21n } };
    const payload = { amount, reason: "basket: moved", actor: "system", time: 0 };
    await platform.db.runInbox.upsert({
      where: at,
      create: { runId, sequence: 21n, key: "rebalance:0", kind: "transfer", payload },
      update: { kind: "transfer", payload },
    });
    const kept = await platform.db.mark.findFirstOrThrow({ where: { runId, sequence: 21n } });
    const grows = 1 + amount / kept.equity.toNumber();
    await platform.db
      .$executeRaw`UPDATE marks SET equity = equity * ${grows} WHERE run_id = ${runId} AND sequence >= 21`;
    const [after = 0] = await capitals();
    expect(after).toBeCloseTo(calm, 0);
  });
});
