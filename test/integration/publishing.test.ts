import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyMarks } from "@/graph-runtime/analytics/record/mark-chain.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { type ListingLineRow, listingSorts, searchListings } from "@/server/db/repositories/listing-lines.ts";
import { BasketSettings } from "@/server/features/baskets/dto.ts";
import { setBasketMembers } from "@/server/features/baskets/service.ts";
import { type Reader, readPublicRecord, readPublicRecords } from "@/server/features/marketplace/public-records.ts";
import { listingLines, publicRecord, requireListing, verifyListing } from "@/server/features/marketplace/service.ts";
import { executePortfolioTest } from "@/server/features/portfolio/execute-test.ts";
import { PublishRequest } from "@/server/features/publishing/dto.ts";
import { publish, publishState } from "@/server/features/publishing/service.ts";
import { PublicRecordsDto, RecordDto } from "@/server/features/record/dto.ts";
import { appendDueMarks, refreshFigures } from "@/server/features/record/tend-records.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { findRoute } from "@/server/http/api-routes.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { around, backtested, publishedBasket, publishedStrategy } from "./support/published.ts";

let platform: Platform;
let author: Member;
let reader: Member;

beforeAll(async () => {
  platform = await openPlatform();
  author = await (await makeTeam(platform.db, "Author")).member("owner");
  reader = await (await makeTeam(platform.db, "Reader")).member("viewer");
  await ensureFeed(platform.db, {
    id: "synthetic",
    kind: "synthetic",
    seed: 7,
    timeframe: "1s",
    barMilliseconds: 60_000,
    startedAt: new Date(),
    datasetId: null,
    lastBarIndex: null,
  });
});
afterAll(() => platform.close());

const view = { disclosure: "view" as const };
const words = { title: "A cross", rationale: "Trends persist for weeks; without one it loses." };

describe("publishing", () => {
  test("is refused with every reason: without a backtest, without costs", async () => {
    const { settings, ...rest } = crossDocument("Free lunch");
    const document = { ...rest, settings: { ...settings, costs: { model: "none" as const } } };
    const { id } = await createStrategy(author.context, { document });
    const { versionId } = await saveVersion(author.context, { id, revision: 1 });
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    const state = await publishState(author.context, { target, ...view });
    expect(state.ok).toBe(false);
    expect(state.checks.filter(({ passed }) => !passed).map((check) => check.id)).toEqual([
      "costs",
      "sample",
      "critique",
    ]);
    const refused = publish(author.context, PublishRequest.parse({ target, ...words }));
    await expect(refused).rejects.toMatchObject({ code: "not-possible-now" });
    await expect(refused).rejects.toThrow(/trades without costs.*never backtested/);
  });

  test("a broken strategy is named, with what is wrong", async () => {
    const document = crossDocument("Broken");
    const { id } = await createStrategy(author.context, { document: { ...document, edges: [] } });
    const { versionId } = await saveVersion(author.context, { id, revision: 1 });
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    const { checks } = await publishState(author.context, { target, ...view });
    expect(checks.find(({ id: check }) => check === "compiles")).toMatchObject({ passed: false });
    expect(checks[0]?.reason).toContain('"Broken" does not compile');
  });

  test("a strategy that waits for signals from outside is kept back: subscribers' runs receive none", async () => {
    const waiting = crossDocument("Waiting");
    const entry = waiting.nodes.find(({ kind }) => kind === "order.enter")!.id;
    const nodes = [
      ...waiting.nodes,
      { id: "signal", kind: "market.outside-signal", version: 1, params: { name: "buy" } },
    ];
    const edges = waiting.edges.map((edge) =>
      edge.to.node === entry && edge.to.port === "when"
        ? { ...edge, from: { node: "signal", port: "received" } }
        : edge,
    );
    const created = await createStrategy(author.context, { document: { ...waiting, nodes, edges } });
    const { versionId } = await saveVersion(author.context, { id: created.id, revision: 1 });
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    const refused = publish(author.context, PublishRequest.parse({ target, ...words }));
    await expect(refused).rejects.toThrow(/"Waiting" waits for the signal "buy" from outside.*would never trade/);
  });

  test("in India a sealed listing needs the author's registration number", async () => {
    const indian = await (await makeTeam(platform.db, "Desk in Mumbai")).member("owner");
    const teamId = indian.context.team.id;
    await platform.db.teamProfile.create({ data: { teamId, region: "india" } });
    const { versionId } = await backtested(indian.context, crossDocument("Sealed"));
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    const sealed = { disclosure: "sealed" as const };
    const refused = publish(indian.context, PublishRequest.parse({ target, ...words, ...sealed }));
    await expect(refused).rejects.toThrow(/registration number/);
    expect((await publishState(indian.context, { target, ...view })).ok).toBe(true);
    await platform.db.teamProfile.update({ where: { teamId }, data: { registrationNumber: "INH000001234" } });
    const { listingId } = await publish(indian.context, PublishRequest.parse({ target, ...words, ...sealed }));
    const listing = await requireListing(reader.context, listingId);
    expect(listing.publisher.registrationNumber).toBe("INH000001234");
    // No return, rank or rating of India's without the agency's word; risk is shown.
    expect(listing.region).toMatchObject({ region: "india", showsReturns: false, showsRanking: false });
    expect(listing.score).toBeNull();
    expect(listing.record.returns).toBeNull();
    await expect(publicRecord(reader.context, { id: listingId })).rejects.toMatchObject({ code: "forbidden" });
    expect((await verifyListing(reader.context, listingId)).ok).toBe(true);
  });

  test("its record is anybody's to verify without an account, by the rules of where they are", async () => {
    const { listingId } = await publishedStrategy(author.context, crossDocument("Open to all"));
    const ask = async (path: string, reader: Reader = { db: platform.db, caller: null }) => {
      const found = findRoute(path);
      if (found === null) throw new Error(`nothing answers ${path}`);
      const { listing = "", version } = found.fields;
      return version === undefined
        ? readPublicRecords(reader, listing)
        : readPublicRecord(reader, { id: listing, versionId: version });
    };
    const all = PublicRecordsDto.parse(await ask(`/api/records/${listingId}`));
    expect(all).toMatchObject({ listing: { title: "Two crosses", publisher: "Author" }, showsMarks: true });
    const [version] = all.versions;
    const record = RecordDto.parse(await ask(`/api/records/${listingId}/${version?.versionId}`));
    expect(verifyMarks(record, record.marks)).toEqual([]);
    expect(record.marks.at(-1)?.hash).toBe(version?.head);

    // whoever is known to be in India, or where nobody has said it and the installation says India, sees that it holds
    const indian = await (await makeTeam(platform.db, "A reader in Pune")).member("viewer");
    await platform.db.teamProfile.create({ data: { teamId: indian.context.team.id, region: "india" } });
    const there = { db: platform.db, caller: indian.context };
    const strict = PublicRecordsDto.parse(await ask(`/api/records/${listingId}`, there));
    expect(strict).toMatchObject({ showsMarks: false, versions: [{ marks: 1, problems: [] }] });
    expect(strict.disclaimer).toContain("not shown in India");
    const file = `/api/records/${listingId}/${version?.versionId}`;
    await expect(ask(file, there)).rejects.toMatchObject({ code: "forbidden" });
    await platform.db.platformFlag.create({ data: { key: "defaultRegion", value: "india", updatedBy: "test" } });
    await expect(ask(file)).rejects.toMatchObject({ code: "forbidden" });
    await platform.db.listing.update({ where: { id: listingId }, data: { verifiedAt: new Date() } });
    expect(RecordDto.parse(await ask(file)).marks).toHaveLength(1);
    await platform.db.platformFlag.delete({ where: { key: "defaultRegion" } });

    // only what stands on the marketplace
    const other = await publishedStrategy(author.context, crossDocument("Another"));
    const foreign = `/api/records/${listingId}/${(await requireListing(reader.context, other.listingId)).versionId}`;
    await expect(ask(foreign)).rejects.toMatchObject({ code: "not-found" });
    for (const data of [
      { visibility: "unlisted" },
      { visibility: "private" },
      { visibility: "public", hiddenAt: new Date() },
      { hiddenAt: null, withdrawnAt: new Date() },
    ]) {
      await platform.db.listing.update({ where: { id: listingId }, data });
      await expect(ask(`/api/records/${listingId}`)).rejects.toMatchObject({ code: "not-found" });
      await expect(ask(file)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test("others with tags in common are named beside it, by the rules of the reader's region", async () => {
    const tags = ["kin"];
    const { listingId } = await publishedStrategy(author.context, crossDocument("One of them"), { tags, title: "One" });
    const near = await publishedStrategy(author.context, crossDocument("Its kin"), { tags, title: "Its kin" });
    const data = { maxDrawdown: 0.2, cagr: 0.1 };
    await platform.db.listingFigures.update({ where: { listingId: near.listingId }, data });
    const [first, ...others] = (await requireListing(reader.context, listingId)).related;
    expect(first).toMatchObject({ id: near.listingId, title: "Its kin", maxDrawdown: 0.2, cagr: 0.1 });
    expect([first, ...others].map((one) => one?.id)).not.toContain(listingId);
    const indian = await (await makeTeam(platform.db, "A reader in Goa")).member("viewer");
    await platform.db.teamProfile.create({ data: { teamId: indian.context.team.id, region: "india" } });
    const there = await requireListing(indian.context, listingId);
    expect(there.related[0]).toMatchObject({ title: "Its kin", maxDrawdown: 0.2, cagr: null });
    await platform.db.listing.update({ where: { id: near.listingId }, data: { visibility: "unlisted" } });
    const left = (await requireListing(reader.context, listingId)).related;
    expect(left.map(({ id }) => id)).not.toContain(near.listingId);
  });

  test.each(listingSorts)("a list by %s leads through every listing once, with words and without", async (sort) => {
    const { db } = platform;
    // one whose figures rank nobody is the last by rank, whatever its score
    const indian = await (await makeTeam(db, `Desk by ${sort}`)).member("owner");
    await db.teamProfile.create({ data: { teamId: indian.context.team.id, region: "india" } });
    const document = crossDocument(`Listed by ${sort}`);
    const { listingId } = await publishedStrategy(indian.context, document, { ...view, title: "Of India" });
    const best = { score: 99, maxDrawdown: 0.9 };
    await db.listingFigures.update({ where: { listingId }, data: best });
    const known = { visibility: "public", withdrawnAt: null, hiddenAt: null } as const;
    for (const query of [undefined, "crosses OR trends"]) {
      const ids: string[] = [];
      const keys: number[] = [];
      for (let after: { key: number; id: string } | null = null; ; ) {
        const [row]: readonly ListingLineRow[] = await searchListings(db, { query, sort, after, limit: 1 });
        if (row === undefined) break;
        ids.push(row.id);
        keys.push(row.key);
        after = { key: row.key, id: row.id };
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(keys).toEqual(keys.toSorted((a, b) => b - a));
      if (query === undefined) expect(ids.length).toBe(await db.listing.count({ where: known }));
      const unranked = await db.listing.findMany({
        where: { ...known, team: { profile: { region: "india" } }, verifiedAt: null },
        select: { id: true },
      });
      const last = new Set(ids.slice(-unranked.length));
      if (sort === "rank" && query === undefined) expect(unranked.every(({ id }) => last.has(id))).toBe(true);
    }
  });

  test("the same content with other words is the same version, under a new third number", async () => {
    const { listingId, versionId } = await publishedStrategy(author.context, crossDocument("Worded"));
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    const other = { target, title: "Better words", rationale: words.rationale, notes: "Says it better" };
    const second = await publish(author.context, PublishRequest.parse(other));
    expect(second).toMatchObject({ listingId, version: "1.0.1" });
    const listing = await requireListing(reader.context, listingId);
    expect(listing).toMatchObject({ title: "Better words", version: "1.0.1" });
    expect(listing.changes[0]).toMatchObject({ version: "1.0.1", notes: "Says it better", what: "words" });
    expect(await platform.db.listingVersion.count({ where: { listingId } })).toBe(1);
  });

  test("other weights are a minor version, another strategy a major one; the old record stays", async () => {
    const documents = [crossDocument("One"), crossDocument("Two")];
    const { listingId, basketId, versionIds } = await publishedBasket(author.context, documents);
    const republish = () =>
      publish(author.context, PublishRequest.parse({ target: { kind: "basket", basketId }, ...words }));
    const members = versionIds.map((strategyVersionId, index) => ({ strategyVersionId, weight: index + 1 }));
    const settings = BasketSettings.parse({});
    await setBasketMembers(author.context, { id: basketId, members, settings });
    expect(await republish()).toMatchObject({ listingId, version: "1.1.0" });
    await setBasketMembers(author.context, { id: basketId, members: members.slice(1), settings });
    expect(await republish()).toMatchObject({ listingId, version: "2.0.0" });
    const { versions } = await verifyListing(reader.context, listingId);
    expect(versions.map(({ number, marks, problems }) => [number, marks, problems.length])).toEqual([
      [3, 1, 0],
      [2, 1, 0],
      [1, 1, 0],
    ]);
  });

  test("what is sealed or open stays so; it may only become more open", async () => {
    const { versionId } = await publishedStrategy(author.context, crossDocument("Opened"));
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    const as = (disclosure: "open" | "sealed") =>
      publish(author.context, PublishRequest.parse({ target, ...words, disclosure }));
    await expect(as("sealed")).rejects.toThrow(/may become more open, not less/);
    await as("open");
    await expect(as("sealed")).rejects.toMatchObject({ code: "not-possible-now" });
  });
});

describe("the record of what is published", () => {
  test("has a backtest by the platform and a twin, whose days are chained to the seal", async () => {
    const { listingId } = await publishedBasket(author.context, [crossDocument("A"), crossDocument("B")]);
    const { id: versionId } = await platform.db.listingVersion.findFirstOrThrow({ where: { listingId } });
    const test = await platform.db.portfolioTest.findUniqueOrThrow({ where: { listingVersionId: versionId } });
    await executePortfolioTest(platform.db, test.id, around);
    await refreshFigures(platform.db, { listingVersionId: versionId });

    const listing = await requireListing(reader.context, listingId);
    expect(listing.record.status).toBe("succeeded");
    expect(listing.record.risk.map(({ id }) => id)).toContain("max-drawdown");
    expect(listing.record.members).toHaveLength(2);
    // Two equal members, equally weighted, are the same as one: also in the figures.
    const drawdown = (risk: typeof listing.record.risk) => risk.find(({ id }) => id === "max-drawdown")?.value;
    const [member] = listing.record.members;
    expect(drawdown(listing.record.risk)).toBeCloseTo(drawdown(member?.risk ?? []) ?? 0, 2);
    expect(listing.record.correlation[0]?.[1]).toBeCloseTo(1, 9);
    const figures = await platform.db.listingFigures.findUniqueOrThrow({ where: { listingId } });
    expect(figures.maxDrawdown).toBe(drawdown(listing.record.risk));
    expect((figures.curve as number[]).length).toBe(80);

    // Two days pass: the twin's runs have marks on the first, and none on the second.
    const runs = await platform.db.run.findMany({ where: { listingVersionId: versionId } });
    expect(runs).toHaveLength(2);
    const noon = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + 43_200_000);
    const money = { cash: 0, unrealised: 0, realised: 0, fees: 0, positions: [] };
    await platform.db.mark.createMany({
      data: runs.map((run, index) => ({ runId: run.id, sequence: 1n, time: noon, equity: 50_000 + index, ...money })),
    });
    const daysLater = (days: number) => new Date(noon.getTime() + days * 86_400_000);
    expect(await appendDueMarks(platform.db, daysLater(0))).toBe(0);
    expect(await appendDueMarks(platform.db, daysLater(1))).toBe(0);
    expect(await appendDueMarks(platform.db, daysLater(2))).toBeGreaterThan(0);
    expect(await appendDueMarks(platform.db, daysLater(2)), "a day is marked once").toBe(0);

    const record = await publicRecord(reader.context, { id: listingId });
    expect(record.marks.map(({ equity }) => equity)).toEqual(["100000.00", "100001.00"]);
    expect(record.problems).toEqual([]);
    expect(verifyMarks(record, record.marks)).toEqual([]);
    const lines = await listingLines(reader.context, listingId);
    expect(lines.paper).toHaveLength(2);
    expect(lines.live).toBeNull();
    expect(lines.divergence).toBeNull();
    await expect(platform.db.listingMark.deleteMany({ where: { listingVersionId: versionId } })).rejects.toThrow(
      /immutable/,
    );
  });

  test("that somebody changes in the database is found out", async () => {
    const { listingId } = await publishedStrategy(author.context, crossDocument("Forged"));
    await platform.db.$executeRawUnsafe("ALTER TABLE listing_marks DISABLE TRIGGER listing_marks_immutable");
    await platform.db.$executeRaw`UPDATE listing_marks SET equity = equity * 2 WHERE listing_version_id IN
      (SELECT id FROM listing_versions WHERE listing_id = ${listingId})`;
    await platform.db.$executeRawUnsafe("ALTER TABLE listing_marks ENABLE TRIGGER listing_marks_immutable");
    const verdict = await verifyListing(reader.context, listingId);
    expect(verdict.ok).toBe(false);
    expect(verdict.versions[0]?.problems[0]?.problem).toContain("was changed");
  });
});
