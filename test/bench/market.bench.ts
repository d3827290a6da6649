// The marketplace at size, on a PostgreSQL of its own: `npm run bench:market`. Needs dist/migrate.js (npm run build).
import { createHash, randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { hashMark } from "@/graph-runtime/analytics/record/mark-chain.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { secret } from "@/server/config/secret.ts";
import { createDatabase, type Database } from "@/server/db/client.ts";
import { ensureFeed, findFeed } from "@/server/db/repositories/feeds.ts";
import { findRelated } from "@/server/db/repositories/related-listings.ts";
import { ListingSearch } from "@/server/features/marketplace/dto.ts";
import { searchMarketplace } from "@/server/features/marketplace/service.ts";
import { appendDueMarks } from "@/server/features/record/tend-records.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { subscribe } from "@/server/features/subscriptions/service.ts";
import { advanceFeed } from "@/server/live/advance-feed.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import { shardOf } from "@/server/live/shards.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import type { Context } from "@/server/trpc/context.ts";
import { permissionsOf } from "@/server/trpc/permissions.ts";
import { migrateDatabase } from "../../scripts/launcher/database-scripts.js";
import { startDatabase } from "../../scripts/launcher/embedded-database.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [listingCount = 10_000, twinCount = 1_000] = process.argv.slice(2).map(Number);
const words = ["trend", "reversion", "breakout", "calm", "weekly", "momentum", "dip", "range", "volatility", "pairs"];
const pick = (at: number): string => words[at % words.length] ?? "";

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function signUp(db: Database): Promise<Context> {
  const team = { id: randomUUID(), name: "Bench" };
  const user = { id: randomUUID(), name: "Bench", email: "bench@test.local" };
  await db.organization.create({ data: { ...team, slug: team.id } });
  await db.user.create({ data: { ...user, emailVerified: true } });
  await db.member.create({ data: { id: randomUUID(), organizationId: team.id, userId: user.id, role: "owner" } });
  const session = { id: randomUUID(), kind: "browser" } as const;
  return { session, user, team, role: "owner", permissions: permissionsOf("owner"), db, requestId: randomUUID() };
}

/** Publishes so many strategies without their backtests: rows as publishing leaves them. */
async function fillMarket({ db, team, user }: Context, strategyVersionId: string): Promise<string[]> {
  const ids = Array.from({ length: listingCount }, () => randomUUID());
  const versions = ids.map(() => randomUUID());
  const seal = createHash("sha256").update("bench").digest("hex");
  for (let from = 0; from < ids.length; from += 1_000) {
    const part = ids.slice(from, from + 1_000).map((id, index) => ({ id, at: from + index }));
    await db.listing.createMany({
      data: part.map(({ id, at }) => ({
        id,
        teamId: team.id,
        kind: "strategy",
        slug: `bench-${id}`,
        title: `${pick(at)} ${pick(at * 7 + 3)} number ${at}`,
        rationale: `It follows ${pick(at * 3)} and leaves with ${pick(at * 11)} once ${pick(at * 5)} has gone.`,
        visibility: "public",
        disclosure: "view",
        tags: [pick(at), pick(at + 4)],
        symbols: ["SYN-A"],
        timeframe: "1d",
        capitalNeeded: 10_000,
        createdBy: user.id,
      })),
    });
    await db.listingVersion.createMany({
      data: part.map(({ id, at }) => ({
        id: versions[at] ?? "",
        listingId: id,
        number: 1,
        strategyVersionId,
        sealHash: seal,
        createdBy: user.id,
      })),
    });
    await db.listingFigures.createMany({
      data: part.map(({ id, at }) => ({
        listingId: id,
        listingVersionId: versions[at] ?? "",
        score: Math.sin(at) * 2,
        maxDrawdown: 0.05 + ((at * 37) % 400) / 1_000,
        paperDays: at % 300,
        subscribers: at % 50,
        curve: Array.from({ length: 80 }, (_, point) => 1 + Math.sin(at + point / 9) / 10),
      })),
    });
  }
  await db.$executeRawUnsafe("ANALYZE");
  return versions;
}

/** Asks for pages of every kind in turn, each followed to its second one, and returns the times in rising order. */
async function timeSearches(context: Context): Promise<Map<string, number[]>> {
  const kinds: readonly (readonly [string, object])[] = [
    ["gallery, newest", {}],
    ["gallery, by rank", { sort: "rank" }],
    ["gallery, by drawdown", { sort: "drawdown" }],
    ["tag", { tag: "breakout", sort: "rank" }],
    ["search, one word", { query: "momentum", sort: "rank" }],
    ["search, two words", { query: "calm dip", sort: "newest" }],
    ["search, part of a title", { query: "umber 77", sort: "rank" }],
    ["search, nothing found", { query: "zebra" }],
  ];
  const times = new Map<string, number[]>();
  for (let round = 0; round < 40; round++) {
    for (const [name, wish] of kinds) {
      const spent: number[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < 2 && cursor !== null; page++) {
        const input = ListingSearch.parse({ ...wish, ...(cursor === undefined ? {} : { cursor }) });
        const begin = performance.now();
        const found = await searchMarketplace(context, input);
        spent.push(performance.now() - begin);
        cursor = found.nextCursor;
      }
      // the first rounds plan the statements
      if (round >= 5) times.set(name, [...(times.get(name) ?? []), ...spent]);
    }
  }
  return times;
}

/** Asks what is related to listings here and there. */
async function timeRelated({ db }: Context): Promise<number[]> {
  const some = await db.listing.findMany({ take: 60, skip: 100, orderBy: { id: "asc" }, select: { id: true } });
  const times: number[] = [];
  for (const { id } of some) {
    const begin = performance.now();
    await findRelated(db, id, 4);
    times.push(performance.now() - begin);
  }
  return times.slice(10);
}

const at = (times: readonly number[], share: number): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
};

/** Makes twins that had a bar yesterday, and adds the mark of that day to each. */
async function timeMarks({ db }: Context, versions: readonly string[], strategyVersionId: string): Promise<number> {
  const [teamId, now] = ["platform", new Date()];
  await db.organization.createMany({ data: [{ id: teamId, name: "Quantloom", slug: teamId }], skipDuplicates: true });
  const yesterday = new Date(now.getTime() - 86_400_000);
  const before = new Date(now.getTime() - 2 * 86_400_000);
  const day = before.toISOString().slice(0, 10);
  const twins = versions.slice(0, twinCount).map((listingVersionId) => ({ listingVersionId, id: randomUUID() }));
  await db.run.createMany({
    data: twins.map(({ id, listingVersionId }) => ({
      id,
      teamId,
      strategyVersionId,
      listingVersionId,
      memberOrdinal: 0,
      feedId: "synthetic",
      universe: ["SYN-A"],
      capital: 100_000,
      shard: shardOf(id),
      createdBy: "system",
    })),
  });
  const money = { equity: 100_100, cash: 100_100, unrealised: 0, realised: 100, fees: 1 };
  await db.mark.createMany({
    data: twins.flatMap(({ id: runId }) =>
      Array.from({ length: 100 }, (_, bar) => {
        const time = new Date(yesterday.getTime() - bar * 1_000);
        return { runId, sequence: 100 - bar, time, ...money, positions: [] };
      }),
    ),
  });
  const link = { sequence: 1, day, equity: "100000.00", capital: "100000.00", positions: 0, at: before.toISOString() };
  const sealHash = createHash("sha256").update("bench").digest("hex");
  await db.listingMark.createMany({
    data: twins.map(({ listingVersionId }) => {
      const first = { ...link, previousHash: sealHash };
      const hash = hashMark({ versionId: listingVersionId, line: "paper", sealHash }, first);
      return { ...first, at: before, line: "paper", listingVersionId, hash };
    }),
  });
  const begin = performance.now();
  const added = await appendDueMarks(db, now);
  const spent = performance.now() - begin;
  if (added !== twinCount) throw new Error(`expected ${twinCount} marks, ${added} were added`);
  await db.run.updateMany({ where: { teamId }, data: { stoppedAt: now, status: "closed" } });
  return spent;
}

/** Subscribes, and waits until each member has decided about its first bar: the bar itself closes every half second. */
async function timeSubscription(context: Context, listingId: string): Promise<number> {
  const { db } = context;
  const feed = await findFeed(db, "synthetic");
  if (feed === null) throw new Error("expected a feed");
  const source = await openFeedSource(feed);
  const runtime = createLiveRuntime(db, { worker: "bench", leaseMilliseconds: 5_000, sendFor: () => undefined });
  const begin = performance.now();
  const { runIds } = await subscribe(context, { listingId, capital: 100_000, mode: "paper" });
  for (;;) {
    const { shards } = await advanceFeed(db, { feedId: feed.id, source, now: Date.now() });
    for (const shard of shards) await runtime.drainShard(shard, new AbortController().signal);
    if ((await db.decision.count({ where: { runId: { in: runIds } } })) >= runIds.length) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return performance.now() - begin;
}

process.env["QUANTLOOM_SECRET"] = "the-bench-needs-a-secret-of-at-least-32-characters";
process.env["LOG_LEVEL"] = "silent";
const dataFolder = mkdtempSync("/var/tmp/quantloom-bench-market-");
chmodSync(dataFolder, 0o755);
const database = await startDatabase({ dataFolder });
process.env["DATABASE_URL"] = database.url;
const db = createDatabase(secret(database.url), 4);
try {
  await migrateDatabase(root, { ...process.env, DATABASE_URL: database.url });
  const startedAt = new Date();
  const feed = { id: "synthetic", kind: "synthetic", seed: 1, timeframe: "1s", barMilliseconds: 500 } as const;
  await ensureFeed(db, { ...feed, startedAt, datasetId: null, lastBarIndex: null });
  const context = await signUp(db);
  const { document } = readDocument(templates.find(({ id }) => id === "sma-cross")?.document);
  if (document === null) throw new Error("the template cannot be read");
  const { id } = await createStrategy(context, { document });
  const { versionId } = await saveVersion(context, { id, revision: 1 });
  const versions = await fillMarket(context, versionId);
  say(
    `${listingCount} listings, load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}`,
  );
  const searches = await timeSearches(context);
  for (const [name, times] of searches) say(`${name}: p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`);
  say(`all pages: p95 ${at([...searches.values()].flat(), 0.95)} ms`);
  const related = await timeRelated(context);
  say(`related to a listing: p50 ${at(related, 0.5)} ms, p95 ${at(related, 0.95)} ms`);
  say(`${twinCount} twins marked: ${(await timeMarks(context, versions, versionId)).toFixed(0)} ms`);
  const [listing] = await db.listingVersion.findMany({ where: { id: versions[0] ?? "" }, select: { listingId: true } });
  const spent = await timeSubscription(context, listing?.listingId ?? "");
  say(`subscribe to the first paper decision: ${spent.toFixed(0)} ms`);
} finally {
  await deliverer().close();
  await db.$disconnect();
  await database.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
