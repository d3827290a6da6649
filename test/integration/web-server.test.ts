import { once } from "node:events";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { auth } from "@/server/auth/auth.ts";
import { createWebServer } from "@/server/http/web-server.ts";
import { metrics } from "@/server/ops/metrics.ts";
import { Browser } from "./support/browser.ts";
import { crossDocument } from "./support/documents.ts";
import { openPlatform, type Platform } from "./support/platform.ts";

const origin = "http://127.0.0.1:3000";
let platform: Platform;
let server: Server;
let address: string;
let cookie: string;

beforeAll(async () => {
  platform = await openPlatform();
  server = createWebServer(async (incoming, outgoing) => {
    outgoing.end(`the page ${incoming.url}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${portOf()}`;
  const browser = new Browser((request) => auth().handler(request), origin);
  const signedUp = await browser.call("/sign-up/email", {
    name: "Ada",
    email: "ada@web-server.test",
    password: "a long enough password",
  });
  cookie = signedUp.cookies.map((one) => one.split(";")[0]).join("; ");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await platform.close();
});

const portOf = () => (server.address() as AddressInfo).port;
const call = (path: string, init: RequestInit & { duplex?: "half" } = {}) => fetch(`${address}${path}`, init);
const me = () => call("/api/trpc/session.me", { headers: { cookie } });
const create = (headers: Record<string, string>) =>
  call("/api/trpc/strategies.create", {
    method: "POST",
    headers: { cookie, "content-type": "application/json", ...headers },
    body: JSON.stringify({ document: crossDocument() }),
  });

describe("the web server", () => {
  test("leaves every address outside of /api to the pages", async () => {
    expect(await (await call("/home?a=1")).text()).toBe("the page /home?a=1");
    expect(await (await call("/apiary")).text()).toBe("the page /apiary");
    expect(await (await call("/api/shared/token/picture")).text()).toBe("the page /api/shared/token/picture");
  });

  test("knows who calls by the cookie, and tells nobody else anything", async () => {
    const answer = await me();
    expect(answer.status).toBe(200);
    expect((await answer.json()).result.data).toMatchObject({ user: { email: "ada@web-server.test" } });
    expect((await call("/api/trpc/session.me")).status).toBe(401);
    const forged = cookie.replace(/\.[^.]*$/, `.${"A".repeat(43)}%3D`);
    expect((await call("/api/trpc/session.me", { headers: { cookie: forged } })).status).toBe(401);
  });

  test("streams a file of 19 MB to the disk, whole", async () => {
    const row = "2024-01-01T00:00:00Z,100.00,101.00,99.00,100.50,1000000\n";
    const body = Buffer.from(`date,open,high,low,close,volume\n${row.repeat(300_000)}`);
    const sent = await call("/api/imports?name=long.csv", { method: "POST", headers: { cookie }, body });
    expect(sent.status).toBe(201);
    const { id } = z.object({ id: z.uuid() }).parse(await sent.json());
    const kept = await platform.db.datasetImport.findUniqueOrThrow({ where: { id } });
    expect(Number(kept.bytes)).toBe(body.byteLength);
    expect(body.byteLength).toBeGreaterThan(16_000_000);
    expect((await call("/api/imports?name=long.csv", { method: "POST", body: "date" })).status).toBe(401);
    expect((await call(`/api/datasets/${id}/bars`, { headers: { cookie } })).status).toBe(404);
    expect((await call(`/api/datasets/${id}/actions`)).status).toBe(401);
  });

  test("sends the security headers with every answer, refusals and errors too", async () => {
    for (const path of ["/api/health", "/api/trpc/session.me", "/api/v1/strategies"]) {
      const { headers } = await call(path);
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("x-frame-options"), path).toBe("DENY");
      expect(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
      expect(headers.get("strict-transport-security"), path).toBeNull();
    }
    const secure = await call("/api/health", { headers: { "x-forwarded-proto": "https" } });
    expect(secure.headers.get("strict-transport-security")).toMatch(/max-age=\d+/);
    // A door's own policy stays.
    expect((await call("/api/v1/reference")).headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("keeps an idle connection longer than a proxy's minute: nobody sends into one that is being closed", async () => {
    expect((await call("/api/health")).headers.get("keep-alive")).toBe("timeout=75");
    expect((await call("/home")).headers.get("keep-alive")).toBe("timeout=75");
  });

  test("refuses a write that another site's page sends, and takes the same one from its own", async () => {
    expect((await create({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await create({ origin: "https://evil.example" })).status).toBe(403);
    expect((await create({ origin: address })).status).toBe(200);
  });

  test("answers HEAD as GET without a body, OPTIONS with what there is, and other methods with a refusal", async () => {
    const head = await call("/api/health", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const options = await call("/api/health", { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
    const other = await call("/api/health", { method: "DELETE" });
    expect([other.status, other.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });

  test("refuses a body that does not say how long it is, or is too long, before reading it", async () => {
    const statusOf = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request({ port: portOf(), path: "/api/trpc/strategies.create", method: "POST", headers });
        sent.on("response", (answer) => resolve(answer.resume().statusCode)).on("error", reject);
        sent.flushHeaders(); // and nothing more: an answer must come without the body
      });
    expect(await statusOf({ cookie, "transfer-encoding": "chunked" })).toBe(411);
    expect(await statusOf({ cookie, "content-length": String(3 * 1024 * 1024 + 1) })).toBe(413);
  });

  test("packs a long text for whoever can unpack it", async () => {
    const plain = await call("/api/v1/openapi.json", { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    const text = await plain.text();
    const packed = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      request({ port: portOf(), path: "/api/v1/openapi.json", headers: { "accept-encoding": "gzip" } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => resolve({ encoding: answer.headers["content-encoding"], body: Buffer.concat(chunks) }));
      })
        .on("error", reject)
        .end();
    });
    expect(packed.encoding).toBe("gzip");
    expect(packed.body.length).toBeLessThan(text.length / 3);
    expect(gunzipSync(packed.body).toString()).toBe(text);
  });

  test("keeps an event stream open, hands over what happens at once, and forgets a reader that left", async () => {
    const reader = new AbortController();
    const input = encodeURIComponent(JSON.stringify({ topics: ["jobs"] }));
    const stream = await call(`/api/trpc/events.stream?input=${input}`, {
      headers: { cookie, accept: "text/event-stream" },
      signal: reader.signal,
    });
    expect([stream.status, stream.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    const first = await stream.body!.getReader().read();
    expect(new TextDecoder().decode(first.value)).toContain("event: connected");
    const open = async () => (await metrics().streams.get()).values[0]?.value;
    for (let turn = 0; turn < 200 && (await open()) !== 1; turn += 1) await delay(10);
    expect(await open()).toBe(1);
    reader.abort();
    for (let turn = 0; turn < 200 && (await open()) !== 0; turn += 1) await delay(10);
    expect(await open()).toBe(0);
  });
});

describe("a session that ended", () => {
  test("is refused with the very next call", async () => {
    const browser = new Browser((request) => auth().handler(request), origin);
    const answer = await browser.call("/sign-up/email", {
      name: "Grace",
      email: "grace@web-server.test",
      password: "a long enough password",
    });
    const theirs = answer.cookies.map((one) => one.split(";")[0]).join("; ");
    const ask = () => call("/api/trpc/session.me", { headers: { cookie: theirs } });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    await browser.call("/sign-out", {});
    expect((await ask()).status).toBe(401);
  });

  test("of a member who left the team reads no more of it", async () => {
    const { user, team } = (await (await me()).json()).result.data;
    const strategies = () => call("/api/trpc/strategies.list", { headers: { cookie } });
    const before = (await (await strategies()).json()).result.data.length;
    expect(before).toBeGreaterThan(0);
    await platform.db.member.deleteMany({ where: { userId: user.id, organizationId: team.id } });
    const after = await strategies();
    expect((await after.json()).result.data).toEqual([]); // a new team of their own
    expect((await (await me()).json()).result.data.team.id).not.toBe(team.id);
  });
});
