import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyAudit } from "@/server/audit/verify-audit.ts";
import { createAuth } from "@/server/auth/auth.ts";
import { homeMembership } from "@/server/auth/personal-team.ts";
import { resolveCaller } from "@/server/auth/resolve-caller.ts";
import { readEnv } from "@/server/env.ts";
import { Browser } from "./support/browser.ts";
import { openPlatform, type Platform } from "./support/platform.ts";
import { readerOf } from "./support/session-reader.ts";

const origin = "http://127.0.0.1:3000";
const password = "a long enough password";
let platform: Platform;
let auth: ReturnType<typeof createAuth>;

beforeAll(async () => {
  platform = await openPlatform();
  const settings = {
    DATABASE_URL: platform.url,
    QUANTLOOM_SECRET: "s".repeat(40),
    QUANTLOOM_PUBLIC_URL: origin,
    QUANTLOOM_DEMO: "1",
  };
  auth = createAuth(platform.db, readEnv(settings));
});
afterAll(() => platform.close());

const newBrowser = () => new Browser((request) => auth.handler(request), origin);

let count = 0;
async function signUp(name = "Ada") {
  count += 1;
  const browser = newBrowser();
  const email = `ada-${count}@test.local`;
  const answer = await browser.call("/sign-up/email", { name, email, password });
  expect(answer.status).toBe(200);
  return { browser, email, answer };
}

/** A time-based one-time password (RFC 6238: SHA-1, 30 seconds, six digits), written here so that it proves the server's. */
function totp(uri: string, at: number): string {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...secret.replace(/=+$/, "")]
    .map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

describe("an account", () => {
  test("gets a team of its own with its first calls, and only one", async () => {
    const { browser, email } = await signUp("Ada Lovelace");
    const { userId } = (await browser.call("/get-session")).body.session;
    const session = { id: "s", userId, activeTeamId: null };
    const calls = await Promise.all(
      [1, 2, 3, 4].map(() => resolveCaller(platform.db, new Headers(), readerOf(session))),
    );
    expect(new Set(calls.map((call) => call.caller?.team.id)).size).toBe(1);
    expect(calls[0]?.caller).toMatchObject({ role: "owner", user: { email }, team: { name: "Ada Lovelace's team" } });
  });

  test("begins its next session in that team", async () => {
    const { browser, email } = await signUp();
    const { userId } = (await browser.call("/get-session")).body.session;
    const home = await homeMembership(platform.db, userId);
    const next = newBrowser();
    await next.call("/sign-in/email", { email, password });
    expect((await next.call("/get-session")).body.session.activeOrganizationId).toBe(home?.teamId);
  });

  test("keeps its session in a cookie that no script reads", async () => {
    const { answer } = await signUp();
    const line = answer.cookies.find((cookie) => cookie.startsWith("quantloom.session_token="));
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
  });

  test("is not entered with a wrong password, and not at all after ten of them", async () => {
    const { email } = await signUp();
    const attempt = (word: string) => newBrowser().call("/sign-in/email", { email, password: word }); // each from another address
    const wrong: number[] = [];
    for (let index = 0; index < 10; index += 1) wrong.push((await attempt("not the password")).status);
    expect(new Set(wrong)).toEqual(new Set([401]));
    expect((await attempt(password)).status).toBe(429);
  });

  test("is asked for no more attempts from one address than are allowed in a minute", async () => {
    const browser = newBrowser();
    const statuses: number[] = [];
    for (let index = 0; index < 22; index += 1) {
      statuses.push((await browser.call("/sign-in/email", { email: `nobody-${index}@test.local`, password })).status);
    }
    expect(statuses.slice(0, 20)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });

  test("is not signed in by a page of another site", async () => {
    const { email } = await signUp();
    const answer = await newBrowser().call(
      "/sign-in/email",
      { email, password },
      { origin: "https://evil.example", cookie: "a=b" },
    );
    expect(answer.status).toBe(403);
  });

  test("sees its sessions and ends another one of them", async () => {
    const { browser, email } = await signUp();
    const other = newBrowser();
    await other.call("/sign-in/email", { email, password });
    const { body: sessions } = await browser.call("/list-sessions");
    expect(sessions).toHaveLength(2);
    const mine = (await browser.call("/get-session")).body.session.token;
    const theirs = sessions.find((session: { token: string }) => session.token !== mine);
    expect((await browser.call("/revoke-session", { token: theirs.token })).status).toBe(200);
    expect([await browser.signedIn(), await other.signedIn()]).toEqual([true, false]);
  });

  test("leaves a trace in the audit trail of every sign-in, refusal and end of a session", async () => {
    const { browser, email } = await signUp();
    const { userId } = (await browser.call("/get-session")).body.session;
    const deeds = async () =>
      (
        await platform.db.auditEvent.findMany({ where: { chain: `account:${userId}` }, orderBy: { sequence: "asc" } })
      ).map((event) => event.action.replace("account.", ""));
    await newBrowser().call("/sign-in/email", { email: email.toUpperCase(), password: "not the password" });
    const other = newBrowser();
    await other.call("/sign-in/email", { email, password });
    await other.call("/sign-out", {});
    const third = newBrowser();
    await third.call("/sign-in/email", { email, password });
    await browser.call("/revoke-other-sessions", {});
    expect(await third.signedIn()).toBe(false);
    await newBrowser().call("/sign-in/email", { email: "nobody-at-all@test.local", password });
    expect(await deeds()).toEqual([
      "signed-in",
      "sign-in-failed",
      "signed-in",
      "signed-out",
      "signed-in",
      "session-revoked",
    ]);
    const { body: setup } = await browser.call("/two-factor/enable", { password });
    await browser.call("/two-factor/verify-totp", { code: totp(setup.totpURI, Date.now()) });
    const before = (await deeds()).length;
    const withDevice = newBrowser();
    await withDevice.call("/sign-in/email", { email, password });
    await withDevice.call("/two-factor/verify-backup-code", { code: setup.backupCodes[0] });
    expect(await withDevice.signedIn()).toBe(true);
    expect((await deeds()).slice(before)).toEqual(["password-accepted", "second-factor-asked", "signed-in"]);
    const kept = await platform.db.auditEvent.findMany({ where: { chain: `account:${userId}` } });
    expect(JSON.stringify(kept.map((event) => event.detail))).not.toContain(password);
    expect((await verifyAudit(platform.db)).problems).toEqual([]);
  });

  test("with two-factor needs the code of its device, or one of its recovery codes, each once", async () => {
    const { browser, email } = await signUp();
    const { body: setup } = await browser.call("/two-factor/enable", { password });
    expect(setup.backupCodes).toHaveLength(10);
    expect((await browser.call("/two-factor/verify-totp", { code: totp(setup.totpURI, Date.now()) })).status).toBe(200);

    const withDevice = newBrowser();
    const first = await withDevice.call("/sign-in/email", { email, password });
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(await withDevice.signedIn()).toBe(false);
    expect((await withDevice.call("/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
    expect((await withDevice.call("/two-factor/verify-totp", { code: totp(setup.totpURI, Date.now()) })).status).toBe(
      200,
    );
    expect(await withDevice.signedIn()).toBe(true);

    const [code] = setup.backupCodes;
    const withCode = newBrowser();
    await withCode.call("/sign-in/email", { email, password });
    expect((await withCode.call("/two-factor/verify-backup-code", { code })).status).toBe(200);
    expect(await withCode.signedIn()).toBe(true);
    const again = newBrowser();
    await again.call("/sign-in/email", { email, password });
    expect((await again.call("/two-factor/verify-backup-code", { code })).status).toBe(401);
  });

  test("keeps a record of every refused code, and is locked after ten of them, whatever challenge they were for", async () => {
    const { browser, email } = await signUp();
    const { userId } = (await browser.call("/get-session")).body.session;
    const { body: setup } = await browser.call("/two-factor/enable", { password });
    await browser.call("/two-factor/verify-totp", { code: totp(setup.totpURI, Date.now()) });
    const refusals = async () =>
      (
        await platform.db.auditEvent.findMany({
          where: { chain: `account:${userId}`, action: "account.second-factor-refused" },
          orderBy: { sequence: "asc" },
        })
      ).map(({ detail }) => detail as { address: string; reason: string });
    // Three wrong codes for each of three challenges, a wrong recovery code for the fourth; every browser has another address.
    for (let challenge = 0; challenge < 3; challenge += 1) {
      const guesser = newBrowser();
      await guesser.call("/sign-in/email", { email, password });
      for (let guess = 0; guess < 3; guess += 1)
        expect((await guesser.call("/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
    }
    const last = newBrowser();
    await last.call("/sign-in/email", { email, password });
    expect((await last.call("/two-factor/verify-backup-code", { code: "aaaaa-bbbbb" })).status).toBe(401);
    expect((await refusals()).map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: 9 }, () => "INVALID_CODE"),
      "INVALID_BACKUP_CODE",
    ]);
    expect(new Set((await refusals()).map(({ address }) => address)).size).toBe(4);

    const owner = newBrowser();
    await owner.call("/sign-in/email", { email, password });
    const right = await owner.call("/two-factor/verify-totp", { code: totp(setup.totpURI, Date.now()) });
    expect([right.status, await owner.signedIn()]).toEqual([429, false]);
    expect((await refusals()).at(-1)?.reason).toBe("ACCOUNT_TEMPORARILY_LOCKED");
  });

  test("keeps its two-factor secret and recovery codes encrypted", async () => {
    const { browser, email } = await signUp();
    const { body: setup } = await browser.call("/two-factor/enable", { password });
    const row = await platform.db.twoFactor.findFirstOrThrow({ where: { user: { email } } });
    expect(row.backupCodes).not.toContain(setup.backupCodes[0]);
    expect(row.secret).not.toContain(new URL(setup.totpURI).searchParams.get("secret"));
  });

  test.each(["invite-member", "update-member-role", "remove-member", "accept-invitation", "update"])(
    "changes no team through better-auth's own door organization/%s",
    async (door) => {
      const { browser } = await signUp();
      expect((await browser.call(`/organization/${door}`, {})).status).toBe(404);
    },
  );
});

describe("the demo", () => {
  test("is entered with one click, where it is a demo", async () => {
    await platform.db.user.create({ data: { id: "demo", name: "Demo Trader", email: "demo@quantloom.local" } });
    const browser = newBrowser();
    expect((await browser.call("/demo/enter", { as: "demo" })).status).toBe(200);
    expect((await browser.call("/get-session")).body.user.email).toBe("demo@quantloom.local");
  });

  test("is not there where it is none", async () => {
    const settings = { DATABASE_URL: platform.url, QUANTLOOM_SECRET: "s".repeat(40) };
    const real = createAuth(platform.db, readEnv(settings));
    const request = new Request(`${origin}/api/auth/demo/enter`, {
      method: "POST",
      headers: { origin },
      body: '{"as":"demo"}',
    });
    expect((await real.handler(request)).status).toBe(404);
  });
});

test("sign-up by invitation alone refuses whoever has none", async () => {
  const settings = { DATABASE_URL: platform.url, QUANTLOOM_SECRET: "s".repeat(40), QUANTLOOM_SIGN_UP: "invited" };
  const closed = createAuth(platform.db, readEnv(settings));
  const body = JSON.stringify({ name: "Eve", email: "eve@test.local", password });
  const headers = { "content-type": "application/json", "x-forwarded-for": "10.9.9.9" };
  const request = new Request(`${origin}/api/auth/sign-up/email`, { method: "POST", headers, body });
  expect((await closed.handler(request)).status).toBe(403);
  expect(await platform.db.user.findUnique({ where: { email: "eve@test.local" } })).toBeNull();
});
