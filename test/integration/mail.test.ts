import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuth } from "@/server/auth/auth.ts";
import { resolveCaller } from "@/server/auth/resolve-caller.ts";
import { secret } from "@/server/config/secret.ts";
import { readEnv } from "@/server/env.ts";
import { addressVerificationLetter } from "@/server/mail/letters.ts";
import { createMailer } from "@/server/mail/mailer.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { Browser } from "./support/browser.ts";
import { startMailWorker } from "./support/mail-worker.ts";
import { type Mailbox, openMailbox } from "./support/mailbox.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { readerOf } from "./support/session-reader.ts";

const origin = "https://ql.test";
const password = "a long enough password";
let platform: Platform;
let mailbox: Mailbox;
let worker: { close(): Promise<void> };
let withMail: ReturnType<typeof createAuth>;
let withoutMail: ReturnType<typeof createAuth>;

beforeAll(async () => {
  mailbox = await openMailbox();
  platform = await openPlatform();
  const common = { DATABASE_URL: platform.url, QUANTLOOM_SECRET: "s".repeat(40), QUANTLOOM_PUBLIC_URL: origin };
  const mail = { SMTP_URL: mailbox.url, MAIL_FROM: "Quantloom <no-reply@ql.test>" };
  Object.assign(process.env, { QUANTLOOM_PUBLIC_URL: origin, ...mail });
  withMail = createAuth(platform.db, readEnv({ ...common, ...mail }));
  withoutMail = createAuth(platform.db, readEnv(common));
  worker = await startMailWorker(platform, createMailer(secret(mailbox.url), mail.MAIL_FROM));
});
afterAll(async () => {
  await worker.close();
  await platform.close();
  await mailbox.close();
});

const newBrowser = (auth = withMail) => new Browser((request) => auth.handler(request), origin);

function linkOf(text: string): URL {
  const [link] = /https:\/\/\S+/.exec(text) ?? [];
  return new URL(link ?? "", origin);
}

async function signUp(auth = withMail) {
  const email = `ada-${randomUUID()}@test.local`;
  const browser = newBrowser(auth);
  expect((await browser.call("/sign-up/email", { name: "Ada Lovelace", email, password })).status).toBe(200);
  return { email, browser };
}

describe("a forgotten password", () => {
  test("is replaced through the link of a letter, which works once and ends every session", async () => {
    const { email, browser } = await signUp();
    await mailbox.next(email); // the one that confirms the address
    expect((await newBrowser().call("/request-password-reset", { email })).status).toBe(200);
    const letter = await mailbox.next(email);
    expect(letter).toMatchObject({
      from: "no-reply@ql.test",
      to: [email],
      subject: "Choose a new password for Quantloom",
    });
    const link = linkOf(letter.text);
    expect(`${link.origin}${link.pathname}`).toBe(`${origin}/reset-password`);

    const token = link.searchParams.get("token");
    const newPassword = "another long password";
    expect((await newBrowser().call("/reset-password", { token, newPassword })).status).toBe(200);
    expect(await browser.signedIn()).toBe(false);
    expect((await newBrowser().call("/sign-in/email", { email, password })).status).toBe(401);
    expect((await newBrowser().call("/sign-in/email", { email, password: newPassword })).status).toBe(200);
    expect((await newBrowser().call("/reset-password", { token, newPassword: "a third long password" })).status).toBe(
      400,
    );
  });

  test("may be replaced and used at once by whoever was locked out by guesses", async () => {
    const { email } = await signUp();
    await mailbox.next(email);
    for (let index = 0; index < 11; index += 1)
      await newBrowser().call("/sign-in/email", { email, password: "not the password" });
    expect((await newBrowser().call("/sign-in/email", { email, password })).status).toBe(429);
    await newBrowser().call("/request-password-reset", { email });
    const token = linkOf((await mailbox.next(email)).text).searchParams.get("token");
    await newBrowser().call("/reset-password", { token, newPassword: "another long password" });
    expect((await newBrowser().call("/sign-in/email", { email, password: "another long password" })).status).toBe(200);
  });

  test("is answered alike for an address that has no account, and no letter goes out", async () => {
    const { email } = await signUp();
    const stranger = `nobody-${randomUUID()}@test.local`;
    const [known, unknown] = [
      await newBrowser().call("/request-password-reset", { email }),
      await newBrowser().call("/request-password-reset", { email: stranger }),
    ];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await mailbox.next(email);
    await mailbox.next(email);
    expect(mailbox.received.some(({ to }) => to.includes(stranger))).toBe(false);
  });

  test("brings five letters an hour to one address at most, whoever asks", async () => {
    const { email } = await signUp();
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1)
      statuses.push((await newBrowser().call("/request-password-reset", { email })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe("the address of a new account", () => {
  const isConfirmed = async (email: string) =>
    (await platform.db.user.findUniqueOrThrow({ where: { email } })).emailVerified;

  test("is confirmed by the link of a letter that goes out with the sign-up", async () => {
    const { email } = await signUp();
    expect(await isConfirmed(email)).toBe(false);
    const link = linkOf((await mailbox.next(email)).text);
    const answer = await newBrowser().call(`${link.pathname.replace("/api/auth", "")}${link.search}`);
    expect([answer.status, answer.location]).toEqual([302, "/address-confirmed"]);
    expect(await isConfirmed(email)).toBe(true);
  });

  test("is not confirmed by a link that somebody made up", async () => {
    const { email } = await signUp();
    const link = linkOf((await mailbox.next(email)).text);
    const token = `${link.searchParams.get("token")?.slice(0, -4)}AAAA`;
    const answer = await newBrowser().call(`/verify-email?token=${token}&callbackURL=/address-confirmed`);
    expect(answer.location).toBe("/address-confirmed?error=INVALID_TOKEN");
    expect(await isConfirmed(email)).toBe(false);
  });

  test("gets another letter when its owner asks for one", async () => {
    const { email, browser } = await signUp();
    await mailbox.next(email);
    expect((await browser.call("/send-verification-email", { email })).status).toBe(200);
    expect((await mailbox.next(email)).subject).toBe("Confirm your address for Quantloom");
  });
});

describe("an invitation", () => {
  test("reaches its address by mail, is read and accepted by its link, and by nobody else", async () => {
    const team = await makeTeam(platform.db, "Crew & Co");
    const owner = appRouter.createCaller((await team.member("owner")).request);
    const { email, browser } = await signUp();
    const { id, mailed } = await owner.teams.invite({ email, role: "trader" });
    expect(mailed).toBe(true);
    await mailbox.next(email); // the one that confirms the address
    const letter = await mailbox.next(email);
    expect(letter.subject).toBe("The owner invites you to Crew & Co on Quantloom");
    expect(linkOf(letter.text).href).toBe(`${origin}/invitations/${id}`);

    const { userId } = (await browser.call("/get-session")).body.session;
    const session = { id: randomUUID(), userId, activeTeamId: null };
    const { caller } = await resolveCaller(platform.db, new Headers(), readerOf(session));
    const request = { caller, refusal: "not-signed-in" as const, db: platform.db, requestId: "test-request" };
    const invited = appRouter.createCaller(request);
    expect(await invited.teams.invitation({ id })).toMatchObject({ team: { name: "Crew & Co" }, role: "trader" });
    const other = appRouter.createCaller((await (await makeTeam(platform.db)).member("owner")).request);
    await expect(other.teams.invitation({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await invited.teams.acceptInvitation({ id });
    expect((await invited.teams.list()).map((one) => one.name)).toContain("Crew & Co");
    await expect(invited.teams.invitation({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("without a mail server", () => {
  test.each(["/request-password-reset", "/send-verification-email"])("%s says that there is none", async (path) => {
    const { email } = await signUp(withoutMail);
    const answer = await newBrowser(withoutMail).call(path, { email });
    expect(answer.status).toBe(501);
    expect(answer.body).toMatchObject({ code: "NO_MAIL_SERVER" });
    expect(answer.body.message).toContain("SMTP_URL");
  });

  test("nothing goes out with a sign-up", async () => {
    const { email } = await signUp(withoutMail);
    expect(mailbox.received.some(({ to }) => to.includes(email))).toBe(false);
  });

  test("a mail server that is set needs a sender, and the start says so", () => {
    const source = { DATABASE_URL: platform.url, QUANTLOOM_SECRET: "s", SMTP_URL: "smtp://127.0.0.1" };
    expect(() => readEnv(source)).toThrow(/QUANTLOOM_SECRET[\s\S]*MAIL_FROM: expected the sender's address/);
  });
});

test("a link that is folded before two hyphens is read whole by the mailbox of these tests", async () => {
  const token =
    "eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYUB0ZXN0LmxvY2FsIiwiaWF0IjoxNzczODEyMjM0LCJleHAiOjE3NzM4MTU4MzR9." +
    "KDcNkCmrsev-QbIEdj9TrQZDFY269OhbahHd--zdBdM";
  const url = `http://127.0.0.1:40001/api/auth/verify-email?token=${token}&callbackURL=%2Faddress-confirmed`;
  const to = "folded@test.local";
  await createMailer(secret(mailbox.url), "no-reply@ql.test").send(
    addressVerificationLetter({ name: "Ada Lovelace", email: to }, url),
    randomUUID(),
  );
  expect((await mailbox.next(to)).text).toContain(`Confirm this address: ${url}\r\n`);
});
