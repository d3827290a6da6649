import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followAuthor, readAuthor, setProfile } from "@/server/features/community/authors.ts";
import { answer, ask, listPosts, report, review } from "@/server/features/community/service.ts";
import { requireListing } from "@/server/features/marketplace/service.ts";
import { readRecordsMonths } from "@/server/features/moderation/records-months.ts";
import {
  curate,
  getFlags,
  listReports,
  listTeams,
  resolveReport,
  searchAudit,
  setFlags,
  verifyTeam,
} from "@/server/features/moderation/service.ts";
import { subscribe } from "@/server/features/subscriptions/service.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { quickCross } from "./support/documents.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { publishedStrategy } from "./support/published.ts";

let platform: Platform;
let author: Member;
let reader: Member;
let administrator: Member;
let listingId: string;

beforeAll(async () => {
  platform = await openPlatform();
  await openPaperMarket(platform.db);
  author = await (await makeTeam(platform.db, "Author")).member("owner");
  reader = await (await makeTeam(platform.db, "Reader")).member("trader");
  administrator = await (await makeTeam(platform.db, "House")).member("admin");
  process.env["QUANTLOOM_ADMINS"] = administrator.context.user.email;
  listingId = (await publishedStrategy(author.context, quickCross("A cross"), { title: "A cross" })).listingId;
});
afterAll(async () => {
  delete process.env["QUANTLOOM_ADMINS"];
  await deliverer().close();
  await platform.close();
});

const told = (member: Member) =>
  platform.db.notification.findMany({
    where: { teamId: member.context.team.id, kind: { in: ["post", "followed"] } },
    orderBy: { createdAt: "desc" },
    select: { title: true, body: true },
  });
const hostile = 'Is it **safe**? <script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror="alert(3)">';

describe("questions and answers", () => {
  test("are kept as they were written, and those concerned are told", async () => {
    const { id } = await ask(reader.context, { listingId, body: hostile });
    expect((await told(author))[0]).toMatchObject({ title: 'A question on "A cross"' });
    await answer(author.context, { postId: id, body: "It is." });
    expect((await told(reader))[0]).toMatchObject({ title: 'An answer on "A cross"', body: "Author: It is." });
    const { posts } = await listPosts(reader.context, listingId);
    expect(posts.map(({ kind, isAuthor, isOwn }) => ({ kind, isAuthor, isOwn }))).toEqual([
      { kind: "answer", isAuthor: true, isOwn: false },
      { kind: "question", isAuthor: false, isOwn: true },
    ]);
    expect(posts[1]?.body).toBe(hostile);
    await expect(answer(reader.context, { postId: posts[0]?.id ?? "", body: "No." })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("reviews", () => {
  test("take 20 days of running it, are written once, and never by its author", async () => {
    const words = { listingId, body: "It did what it says.", rating: 4 };
    await expect(review(reader.context, words)).rejects.toThrow(/takes 20 days .* your team has run it for 0/);
    const { subscriptionId } = await subscribe(reader.context, { listingId, capital: 100_000, mode: "paper" });
    const since = async (days: number) =>
      platform.db.subscription.update({
        where: { id: subscriptionId },
        data: { createdAt: new Date(Date.now() - days * 86_400_000) },
      });
    await since(19.9);
    await expect(review(reader.context, words)).rejects.toThrow(/for 19/);
    await since(20.1);
    await review(reader.context, words);
    await expect(review(reader.context, words)).rejects.toThrow(/reviewed this listing already/);
    await expect(review(author.context, words)).rejects.toThrow(/of their own team/);
    expect(await listPosts(reader.context, listingId)).toMatchObject({ rating: 4, daysRun: 20, leastDays: 20 });
  });

  test("show no rating where the reader's region forbids it", async () => {
    const india = await (await makeTeam(platform.db, "India")).member("owner");
    await setProfile(india.context, { bio: "", registrationNumber: null, region: "india" });
    const { posts, rating } = await listPosts(india.context, listingId);
    expect([rating, ...posts.map((post) => post.rating)].every((one) => one === null)).toBe(true);
  });
});

describe("authors", () => {
  test("are followed: who follows is told of what is new, once it is not followed any more of nothing", async () => {
    const teamId = author.context.team.id;
    await followAuthor(reader.context, { teamId, follow: true });
    await followAuthor(reader.context, { teamId, follow: true });
    expect(await readAuthor(reader.context, teamId)).toMatchObject({ followers: 1, isFollowed: true, isOwn: false });
    await publishedStrategy(author.context, quickCross("Another"), { title: "Another cross" });
    expect((await told(reader))[0]?.title).toBe('Author has published "Another cross"');
    await followAuthor(reader.context, { teamId, follow: false });
    expect(await readAuthor(reader.context, teamId)).toMatchObject({ followers: 0, isFollowed: false });
    await expect(followAuthor(author.context, { teamId, follow: true })).rejects.toThrow(/cannot follow itself/);
    const quiet = readAuthor(reader.context, administrator.context.team.id);
    await expect(quiet, "who has published nothing has no page").rejects.toMatchObject({ code: "not-found" });
  });

  test("lose their verification with another registration number", async () => {
    const teamId = author.context.team.id;
    const profile = {
      bio: "We publish crosses.",
      registrationNumber: "INH000001234",
      region: "international" as const,
    };
    await setProfile(author.context, profile);
    await verifyTeam(administrator.context, { teamId, verified: true });
    await setProfile(author.context, { ...profile, bio: "Only crosses." });
    expect((await readAuthor(reader.context, teamId)).verified).toBe(true);
    await setProfile(author.context, { ...profile, registrationNumber: "INH000009999" });
    expect((await readAuthor(reader.context, teamId)).verified).toBe(false);
  });
});

describe("moderation", () => {
  test("nobody but those who run the installation gets in, whatever their role in a team", async () => {
    const calls = [listReports, (context: Member["context"]) => listTeams(context, ""), getFlags];
    for (const call of calls) {
      await expect(call(author.context)).rejects.toThrow(/QUANTLOOM_ADMINS/);
      await expect(call(administrator.context)).resolves.toBeDefined();
    }
    const key = { ...administrator.context, session: { id: "key", kind: "api-key" as const } };
    await expect(listReports(key), "a key of theirs neither").rejects.toMatchObject({ code: "forbidden" });
  });

  test("what is reported waits once, and is removed for everybody with its author told", async () => {
    const { id } = await ask(reader.context, { listingId, body: "Buy my course at example.com" });
    const wish = { subject: "post" as const, subjectId: id, reason: "It advertises." };
    await report(author.context, wish);
    await expect(report(author.context, wish)).rejects.toThrow(/reported this already/);
    const [waiting, ...others] = await listReports(administrator.context);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ subject: "post", reporter: "Author", text: "Buy my course at example.com" });
    const decision = { id: waiting?.id ?? "", resolution: "removed" as const };
    await resolveReport(administrator.context, decision);
    await expect(resolveReport(administrator.context, decision)).rejects.toThrow(/dealt with already/);
    expect((await listPosts(author.context, listingId)).posts.some((post) => post.id === id)).toBe(false);
    expect((await told(reader))[0]).toMatchObject({ body: "It advertises." });
    expect(await listReports(administrator.context)).toEqual([]);
  });

  test("curating, flags and the search of all trails; each leaves its mark", async () => {
    await curate(administrator.context, { listingId, curated: true });
    expect((await requireListing(reader.context, listingId)).curated).toBe(true);
    const flags = await getFlags(administrator.context);
    const { recordsMonthsFixed: _fixed, ...open } = flags;
    expect(flags).toMatchObject({ publishing: true, recordsMonths: "for-good", recordsMonthsFixed: null });
    expect(await readRecordsMonths(platform.db)).toBeNull();
    await setFlags(administrator.context, {
      publishing: false,
      community: false,
      defaultRegion: "india",
      recordsMonths: 24,
    });
    expect(await readRecordsMonths(platform.db)).toBe(24);
    await expect(ask(reader.context, { listingId, body: "Anybody?" })).rejects.toThrow(/closed/);
    await expect(publishedStrategy(author.context, quickCross("Third"), { title: "Third" })).rejects.toThrow(/closed/);
    expect((await requireListing(reader.context, listingId)).region.region, "who has said nothing").toBe("india");
    await setFlags(administrator.context, open);
    expect(await readRecordsMonths(platform.db)).toBeNull();
    const found = await searchAudit(administrator.context, { action: "post.", actor: "", teamId: "" });
    expect(found.length).toBeGreaterThan(2);
    expect(found.every(({ action }) => action.startsWith("post."))).toBe(true);
    const own = await searchAudit(administrator.context, {
      action: "audit.searched",
      actor: "",
      teamId: administrator.context.team.id,
    });
    expect(own[0]?.detail).toMatchObject({ action: "post." });
  });
});
