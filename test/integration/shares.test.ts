import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readShare } from "@/server/features/shares/service.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let owner: Member;
let reader: Member;
let viewer: Member;
let strategyId: string;

const as = (member: Member) => appRouter.createCaller(member.request);

beforeAll(async () => {
  platform = await openPlatform();
  owner = await (await makeTeam(platform.db, "Makers")).member("owner");
  const theirs = await makeTeam(platform.db, "Readers");
  reader = await theirs.member("owner");
  viewer = await theirs.member("viewer");
  strategyId = (await as(owner).strategies.create({ document: crossDocument() })).id;
});
afterAll(() => platform.close());

async function share(access: "view" | "fork", expiresInDays: number | null = null) {
  const { revision } = await as(owner).strategies.get({ id: strategyId });
  return as(owner).shares.create({ strategyId, revision, access, expiresInDays });
}

/** Lets the time of a link be over. */
const expire = (id: string) =>
  platform.db.shareLink.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } });

describe("a share link", () => {
  test("shows the version of its making to whoever has the token, and later edits to nobody", async () => {
    const { token, versionNumber } = await share("view");
    const before = await readShare(platform.db, token);
    expect(before).toMatchObject({ name: "SMA cross", teamName: "Makers", versionNumber, access: "view" });
    const { revision, draft } = await as(owner).strategies.get({ id: strategyId });
    await as(owner).strategies.saveDraft({ id: strategyId, revision, document: { ...draft, universe: ["OTHER"] } });
    expect(await readShare(platform.db, token)).toEqual(before);
    const newer = await share("view");
    expect(newer.versionNumber).toBe(versionNumber + 1);
  });

  test("is kept as a hash: its token stands in no column of the table", async () => {
    const { id, token } = await share("view");
    const row = await platform.db.shareLink.findUniqueOrThrow({ where: { id } });
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(await as(owner).shares.list({ strategyId }))).not.toContain(token);
  });

  test("ends when it is revoked, at once and for good", async () => {
    const { id, token } = await share("fork");
    expect((await as(owner).shares.list({ strategyId })).map((link) => link.id)).toContain(id);
    await as(owner).shares.revoke({ id });
    expect(await readShare(platform.db, token)).toBeNull();
    await expect(as(reader).shares.fork({ token })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await as(owner).shares.list({ strategyId })).map((link) => link.id)).not.toContain(id);
    await expect(as(owner).shares.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("ends when its time is over, and says so to its maker", async () => {
    const { id, token, expiresAt } = await share("fork", 7);
    expect(Date.parse(expiresAt!) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect(Date.parse(expiresAt!) - Date.now()).toBeLessThanOrEqual(7 * 86_400_000);
    expect(await readShare(platform.db, token)).not.toBeNull();
    await expire(id);
    expect(await readShare(platform.db, token)).toBeNull();
    await expect(as(reader).shares.fork({ token })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await as(owner).shares.list({ strategyId })).find((link) => link.id === id)?.isExpired).toBe(true);
  });

  test("ends when the strategy is archived", async () => {
    const { id: other } = await as(owner).strategies.create({ document: crossDocument() });
    const input = { strategyId: other, revision: 1, access: "view", expiresInDays: null } as const;
    const { token } = await as(owner).shares.create(input);
    await as(owner).strategies.archive({ id: other });
    expect(await readShare(platform.db, token)).toBeNull();
    await expect(as(owner).shares.create(input)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  test.each(["", "x", "a".repeat(43), "../../etc/passwd", "%00".repeat(10)])("is not found by %j", async (token) => {
    expect(await readShare(platform.db, token)).toBeNull();
  });

  test("of a draft that somebody changed meanwhile is refused", async () => {
    const input = { strategyId, revision: 1, access: "view", expiresInDays: null } as const;
    await expect(as(owner).shares.create(input)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("a copy", () => {
  test("belongs to the reader's team and names where it came from, also when the original is renamed", async () => {
    const { token, versionNumber } = await share("fork");
    const { id } = await as(reader).shares.fork({ token });
    await as(owner).strategies.rename({ id: strategyId, name: "Renamed" });
    const copy = (await as(reader).strategies.list()).find((row) => row.id === id);
    expect(copy).toMatchObject({ name: "SMA cross", forkedFrom: `SMA cross, version ${versionNumber}, by Makers` });
    const shared = await readShare(platform.db, token);
    expect((await as(reader).strategies.get({ id })).draft).toEqual(shared?.document);
    const row = await platform.db.strategy.findUniqueOrThrow({ where: { id } });
    expect(row.forkedFromVersionId).toBe(shared?.versionId);
    await expect(as(owner).strategies.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is refused by a link that only shows", async () => {
    const { token } = await share("view");
    await expect(as(reader).shares.fork({ token })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is refused to a role that writes nothing", async () => {
    const { token } = await share("fork");
    await expect(as(viewer).shares.fork({ token })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is in the books of both teams", async () => {
    const made = (await as(owner).audit.list({})).events.map((event) => event.action);
    expect(made).toEqual(expect.arrayContaining(["share-link.created", "share-link.revoked"]));
    const taken = (await as(reader).audit.list({})).events.map((event) => event.action);
    expect(taken).toContain("strategy.forked");
  });
});
