import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRoute } from "@/server/http/api-routes.ts";
import { serveApi } from "@/server/http/serve-api.ts";
import { errorResponse } from "@/server/rest/error-response.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";

const origin = "http://127.0.0.1:3000";
const metricsToken = "a token for the metrics";
let platform: Platform;
let key: string;

beforeAll(async () => {
  platform = await openPlatform();
  // 40 a minute: ten at once for a caller, forty for an address.
  Object.assign(process.env, { API_RATE_LIMIT: "40", METRICS_TOKEN: metricsToken });
  const admin = appRouter.createCaller((await (await makeTeam(platform.db)).member("admin")).request);
  key = (await admin.apiKeys.create({ name: "test", scopes: ["strategies:read"] })).key;
});
afterAll(() => platform.close());

/** Headers of a caller that no other test shares a limit with. */
const stranger = () => ({ "x-forwarded-for": `10.1.1.${randomUUID()}`, cookie: `who=${randomUUID()}` });
const call = (path: string, init: RequestInit) =>
  serveApi(new Request(`${origin}${path}`, init), findRoute(path.split("?", 1)[0]!)!);
const ask = (headers: Record<string, string> = stranger(), path = "session.me") =>
  call(`/api/trpc/${path}`, { headers });
const askRest = (headers: Record<string, string>) => call("/api/v1/strategies", { headers });

/** Calls so many times at once, so that no token comes back meanwhile. The limit is taken in the order of the calls. */
async function statuses(times: number, once: () => Promise<Response>): Promise<{ codes: number[]; last: Response }> {
  const answers = await Promise.all(Array.from({ length: times }, once));
  return { codes: answers.map((answer) => answer.status), last: answers.at(-1)! };
}

describe("an error", () => {
  test("of a full disk says so through both doors, and saves nothing", async () => {
    await platform.db.$executeRawUnsafe(`
      create function refuse_as_full() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
    await platform.db.$executeRawUnsafe(
      "create trigger full_disk before insert on strategies for each row execute function refuse_as_full()",
    );
    const trader = appRouter.createCaller((await (await makeTeam(platform.db)).member("trader")).request);
    const thrown: unknown = await trader.strategies.create({ document: crossDocument("x") }).catch((error) => error);
    const message = "The disk is full. Nothing was kept; make room and try again.";
    expect(thrown).toMatchObject({ code: "SERVICE_UNAVAILABLE", message });
    const answer = errorResponse(thrown, "this-call");
    expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: "storage-full", message } }]);
    expect(await platform.db.strategy.count()).toBe(0);
    await platform.db.$executeRawUnsafe("drop trigger full_disk on strategies");
  });

  test("has a code of the table, and the id of the request in body and header", async () => {
    const answer = await ask({ ...stranger(), "x-request-id": "find-me-in-the-log" });
    expect([answer.status, answer.headers.get("x-request-id")]).toEqual([401, "find-me-in-the-log"]);
    const { error } = await answer.json();
    expect(error.data.app).toMatchObject({ code: "not-signed-in", retry: false, requestId: "find-me-in-the-log" });
    expect(error.message).toBe("Sign in to continue.");
    expect(JSON.stringify(error)).not.toMatch(/stack|node_modules/);
  });
});

describe("the rate limit", () => {
  test("of a session refuses the eleventh call at once and says when to come again", async () => {
    const headers = stranger();
    const { codes, last } = await statuses(11, () => ask(headers));
    expect(codes).toEqual([...Array(10).fill(401), 429]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(last.headers.get("x-request-id")).not.toBeNull();
    expect((await ask()).status).toBe(401); // another caller is not held up
  });

  test("of an API key holds whatever addresses it calls from", async () => {
    const once = () => askRest({ authorization: `Bearer ${key}`, "x-forwarded-for": `10.2.2.${randomUUID()}` });
    const { codes, last } = await statuses(11, once);
    expect(codes).toEqual([...Array(10).fill(200), 429]);
    const requestId = last.headers.get("x-request-id");
    expect(await last.json()).toMatchObject({ error: { code: "too-many-requests", requestId } });
  });

  test("of an address holds whatever sessions it makes up, and where none is needed", async () => {
    const calls = [
      (headers: Record<string, string>) => ask({ ...stranger(), ...headers }),
      (headers: Record<string, string>) => call(`/api/records/${randomUUID()}`, { headers }),
    ];
    for (const once of calls) {
      const address = { "x-forwarded-for": `10.3.3.${randomUUID()}` };
      const { codes } = await statuses(41, () => once(address));
      expect(codes.slice(0, 40)).not.toContain(429);
      expect(codes.at(-1)).toBe(429);
    }
  });
});

describe("a request that is too large", () => {
  const send = (path: string, bytes: number, says = true) => {
    const headers = { ...stranger(), ...(says && { "content-length": String(bytes) }) };
    return call(path, { method: "POST", headers, body: "x".repeat(bytes) });
  };
  test("is refused before it is read: by the procedures, and sooner by the sign-in service", async () => {
    expect((await send("/api/trpc/strategies.create", 3 * 1024 * 1024 + 1)).status).toBe(413);
    expect((await send("/api/auth/sign-in/email", 64 * 1024 + 1)).status).toBe(413);
  });
  test("must say how large it is", async () => {
    expect((await send("/api/trpc/strategies.create", 10, false)).status).toBe(411);
  });
  test("is a batch of more than fifty calls", async () => {
    const path = `${Array(51).fill("session.me").join(",")}?batch=1&input={}`;
    expect((await ask(stranger(), path)).status).toBe(400);
  });
});

describe("the metrics", () => {
  const read = (authorization?: string) =>
    call("/api/metrics", { headers: authorization === undefined ? {} : { authorization } });
  test("are for whoever has the token", async () => {
    expect([(await read()).status, (await read("Bearer wrong")).status]).toEqual([401, 401]);
    const answer = await read(`Bearer ${metricsToken}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/quantloom_procedure_seconds_count\{.*path="session.me"/);
  });
});
