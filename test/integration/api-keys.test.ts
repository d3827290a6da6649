import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveCaller } from "@/server/auth/resolve-caller.ts";
import { handleRestRequest } from "@/server/rest/handle-request.ts";
import type { RequestContext } from "@/server/trpc/context.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform, type TestTeam } from "./support/platform.ts";
import { readerOf } from "./support/session-reader.ts";

let platform: Platform;
let team: TestTeam;
let admin: Member;
let strategyId: string;

beforeAll(async () => {
  platform = await openPlatform();
  team = await makeTeam(platform.db);
  await team.member("owner");
  admin = await team.member("admin");
  strategyId = (await appRouter.createCaller(admin.request).strategies.create({ document: crossDocument() })).id;
});
afterAll(() => platform.close());

async function createContext(headers: Headers): Promise<RequestContext> {
  const resolved = await resolveCaller(platform.db, headers, readerOf(null));
  return { ...resolved, db: platform.db, requestId: "test-request" };
}

const call = (path: string, key: string | null, init: { method?: string; body?: string } = {}) => {
  const headers = {
    ...(key !== null && { authorization: `Bearer ${key}` }),
    ...(init.body !== undefined && { "content-length": String(init.body.length) }),
  };
  return handleRestRequest(new Request(`http://localhost/api/v1${path}`, { ...init, headers }), path, createContext);
};

async function makeKey(
  scopes: Parameters<ReturnType<typeof appRouter.createCaller>["apiKeys"]["create"]>[0]["scopes"],
) {
  return appRouter.createCaller(admin.request).apiKeys.create({ name: "test", scopes });
}

describe("an API key", () => {
  test("reads the strategies of its team over REST", async () => {
    const { key } = await makeKey(["strategies:read"]);
    const list = await call("/strategies", key);
    expect(list.status).toBe(200);
    expect(await list.json()).toMatchObject([{ id: strategyId, name: "SMA cross" }]);
    const one = await call(`/strategies/${strategyId}`, key);
    expect(await one.json()).toMatchObject({ draft: crossDocument() });
  });

  test("is limited to its scopes", async () => {
    const { key } = await makeKey(["runs:read"]);
    const answer = await call("/strategies", key);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: "forbidden", requestId: "test-request" } });
  });

  test("is limited to the role of who made it, as that role is now", async () => {
    const { key } = await makeKey(["audit:read"]);
    const reading = async () =>
      (await createContext(new Headers({ authorization: `Bearer ${key}` }))).caller?.permissions;
    expect([...((await reading()) ?? [])]).toEqual(["audit.read"]);
    const where = { organizationId_userId: { organizationId: team.id, userId: admin.context.user.id } };
    await platform.db.member.update({ where, data: { role: "viewer" } });
    expect([...((await reading()) ?? [])]).toEqual([]);
    await platform.db.member.update({ where, data: { role: "admin" } });
  });

  test("is refused when it is revoked, expired, altered or unknown", async () => {
    const revoked = await makeKey(["strategies:read"]);
    await appRouter.createCaller(admin.request).apiKeys.revoke({ id: revoked.id });
    const expired = await makeKey(["strategies:read"]);
    await platform.db.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const good = await makeKey(["strategies:read"]);
    const altered = `${good.key.slice(0, -2)}${good.key.endsWith("AA") ? "BB" : "AA"}`;
    const keys = [revoked.key, expired.key, altered, `ql_000000000000_${"A".repeat(43)}`, "nonsense"];
    const answers = await Promise.all(keys.map((key) => call("/strategies", key)));
    expect(answers.map((answer) => answer.status)).toEqual(keys.map(() => 401));
  });

  test("ends when whoever made it leaves the team", async () => {
    const leaver = await team.member("admin");
    const { key } = await appRouter
      .createCaller(leaver.request)
      .apiKeys.create({ name: "l", scopes: ["strategies:read"] });
    expect((await call("/strategies", key)).status).toBe(200);
    await appRouter.createCaller(leaver.request).teams.leave();
    expect((await call("/strategies", key)).status).toBe(401);
  });

  test("is kept as a hash only", async () => {
    const { key, id } = await makeKey(["strategies:read"]);
    const row = await platform.db.apiKey.findUniqueOrThrow({ where: { id } });
    expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(key.split("_").at(-1));
  });
});

describe("the REST API", () => {
  test("asks for a key, and takes no cookie for one", async () => {
    expect((await call("/strategies", null)).status).toBe(401);
  });
  test("says which methods a path has", async () => {
    const { key } = await makeKey(["strategies:read"]);
    const answer = await call("/strategies", key, { method: "DELETE" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET"]);
    expect((await call("/nothing", key)).status).toBe(404);
  });
  test("explains an input that does not fit", async () => {
    const { key } = await makeKey(["backtests:run"]);
    const answer = await call("/backtests", key, { method: "POST", body: "{}" });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.message).toContain("strategyId");
  });
});
