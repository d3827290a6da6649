import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAuth } from "@/server/auth/auth.ts";
import { readEnv } from "@/server/env.ts";
import { signInOptions } from "@/server/http/account-doors.ts";
import { Browser } from "./support/browser.ts";
import { client, type OpenidProvider, openOpenidProvider } from "./support/openid-provider.ts";
import { openPlatform, type Platform } from "./support/platform.ts";

const origin = "http://127.0.0.1:3000";
let platform: Platform;
let provider: OpenidProvider;
let auth: ReturnType<typeof createAuth>;
let settings: Record<string, string>;

beforeAll(async () => {
  platform = await openPlatform();
  provider = await openOpenidProvider();
  const acme = { id: "acme", name: "Acme", discoveryUrl: provider.discoveryUrl, clientId: client.id };
  settings = {
    DATABASE_URL: platform.url,
    QUANTLOOM_SECRET: "s".repeat(40),
    QUANTLOOM_PUBLIC_URL: origin,
    OAUTH_PROVIDERS: JSON.stringify([{ ...acme, clientSecret: client.secret }]),
  };
  Object.assign(process.env, settings);
  auth = createAuth(platform.db, readEnv(settings));
});
afterAll(async () => {
  await provider.close();
  await platform.close();
});
beforeEach(() => {
  const sub = randomUUID();
  provider.person = { sub, name: "Ada Lovelace", email: `ada-${sub}@test.local`, email_verified: true };
  provider.tokens = "right";
  provider.isTerse = false;
});

const newBrowser = (service = auth) => new Browser((request) => service.handler(request), origin);

/** Walks the code flow as a browser does: our door, the provider's page, our callback. Returns where it ends. */
async function signIn(browser = newBrowser()): Promise<{ browser: Browser; status: number; location: string | null }> {
  const start = await browser.call("/sign-in/oauth2", { providerId: "acme", callbackURL: "/home" });
  expect(start.status).toBe(200);
  const page = await fetch(start.body.url, { redirect: "manual" });
  const callback = new URL(page.headers.get("location") ?? "");
  expect(`${callback.origin}${callback.pathname}`).toBe(`${origin}/api/auth/oauth2/callback/acme`);
  const end = await browser.call(`${callback.pathname.replace("/api/auth", "")}${callback.search}`);
  return { browser, status: end.status, location: end.location };
}

const accountsOf = (email: string) => platform.db.account.findMany({ where: { user: { email } } });

describe("sign-in with an OpenID provider", () => {
  test("makes an account with a confirmed address, and finds it again", async () => {
    const { browser, status, location } = await signIn();
    expect([status, location]).toEqual([302, "/home"]);
    const { user } = (await browser.call("/get-session")).body;
    expect(user).toMatchObject({ name: "Ada Lovelace", email: provider.person.email, emailVerified: true });
    const again = await signIn();
    expect((await again.browser.call("/get-session")).body.user.id).toBe(user.id);
    expect(await accountsOf(provider.person.email)).toMatchObject([
      { providerId: "acme", accountId: provider.person.sub },
    ]);
  });

  test("asks the user info address for what the id token leaves out", async () => {
    provider.isTerse = true;
    const { browser } = await signIn();
    expect((await browser.call("/get-session")).body.user).toMatchObject({ email: provider.person.email });
  });

  test.each(["foreign key", "other audience", "other issuer", "expired"] as const)(
    "is refused with an id token of %s",
    async (how) => {
      provider.tokens = how;
      const { browser, location } = await signIn();
      expect(location).toBe(`${origin}/sign-in?error=user_info_is_missing`);
      expect(await browser.signedIn()).toBe(false);
      expect(await accountsOf(provider.person.email)).toEqual([]);
    },
  );

  test("does not open an account whose owner never confirmed the address, and opens it once they did", async () => {
    const { email } = provider.person;
    await newBrowser().call("/sign-up/email", { name: "Ada", email, password: "a long enough password" });
    const refused = await signIn();
    expect(refused.location).toBe(`${origin}/sign-in?error=account_not_linked`);
    expect(await refused.browser.signedIn()).toBe(false);
    await platform.db.user.update({ where: { email }, data: { emailVerified: true } });
    expect((await signIn()).location).toBe("/home");
    expect((await accountsOf(email)).map(({ providerId }) => providerId).sort()).toEqual(["acme", "credential"]);
  });

  test("ends only in the browser that began it", async () => {
    const victim = newBrowser();
    const attacker = newBrowser();
    const { body } = await attacker.call("/sign-in/oauth2", { providerId: "acme", callbackURL: "/home" });
    const page = await fetch(body.url, { redirect: "manual" });
    const callback = new URL(page.headers.get("location") ?? "");
    await victim.call(`${callback.pathname.replace("/api/auth", "")}${callback.search}`);
    expect(await victim.signedIn()).toBe(false);
  });

  test("goes nowhere else afterwards", async () => {
    const answer = await newBrowser().call(
      "/sign-in/oauth2",
      { providerId: "acme", callbackURL: "https://evil.example" },
      { cookie: "a=b" },
    );
    expect(answer.status).toBe(403);
  });

  test("makes no account where sign-up is by invitation and there is none", async () => {
    const closed = createAuth(platform.db, readEnv({ ...settings, QUANTLOOM_SIGN_UP: "invited" }));
    const { location, browser } = await signIn(newBrowser(closed));
    expect(location).toBe(`${origin}/sign-in?error=Sign-up_is_by_invitation_only.`);
    expect(await browser.signedIn()).toBe(false);
  });
});

test("the sign-in page learns the names of the providers and nothing secret", async () => {
  const text = await signInOptions().text();
  expect(JSON.parse(text)).toMatchObject({ providers: [{ id: "acme", name: "Acme" }], mail: false });
  expect(text).not.toContain(client.secret);
});
