import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findFreePort } from "@/scripts/launcher/free-port.js";
import { createAuth } from "@/server/auth/auth.ts";
import { secret } from "@/server/config/secret.ts";
import { forgetLetters } from "@/server/db/repositories/letters.ts";
import { readEnv } from "@/server/env.ts";
import { listVisibleJobs, retryJob } from "@/server/features/jobs/service.ts";
import { passwordResetLetter } from "@/server/mail/letters.ts";
import { createMailer, type Mailer } from "@/server/mail/mailer.ts";
import { postLetter } from "@/server/mail/post-letter.ts";
import { Browser } from "./support/browser.ts";
import { startMailWorker } from "./support/mail-worker.ts";
import { type Mailbox, openMailbox } from "./support/mailbox.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { eventually } from "./support/worker-process.ts";

const origin = "https://ql.test";
const from = "Quantloom <no-reply@ql.test>";
let platform: Platform;
let mailbox: Mailbox;
let worker: { close(): Promise<void> };
/** What the worker hands letters to. */
let server: Mailer;

beforeAll(async () => {
  mailbox = await openMailbox();
  platform = await openPlatform();
  server = createMailer(secret(mailbox.url), from);
  worker = await startMailWorker(platform, { send: (letter, id) => server.send(letter, id) });
});
afterAll(async () => {
  await worker.close();
  await platform.close();
  await mailbox.close();
});

const token = () => randomUUID();
const link = (text: string) => `${origin}/reset-password?token=${text}`;
const post = (to: string, secretText: string) =>
  postLetter(platform.db, passwordResetLetter({ name: "Ada", email: to }, link(secretText)), {
    kind: "password-reset",
    validSeconds: 3_600,
  });

/** The job of the newest letter. */
const newestJob = () =>
  platform.db.jobRecord.findFirstOrThrow({ where: { name: "mail.send" }, orderBy: { createdAt: "desc" } });
const ended = (key: string, status: string) =>
  eventually(async () => (await platform.db.jobRecord.findFirstOrThrow({ where: { key } })).status === status, {
    within: 20_000,
    what: `the job of the letter to be ${status}`,
  });

/** Everything that the tables of letters and jobs hold, as text. */
const stored = async () =>
  JSON.stringify([await platform.db.letter.findMany(), await platform.db.jobRecord.findMany()]);

describe("a letter", () => {
  test("that the mail server refuses at first is sent later, once, and nothing of it is kept", async () => {
    const to = `ada-${randomUUID()}@test.local`;
    const text = token();
    mailbox.refuse({ code: 451, text: "come back later" });
    await post(to, text);
    const { key } = await newestJob();
    expect((await mailbox.next(to)).text).toContain(link(text));
    await ended(key, "succeeded");
    expect(await newestJob()).toMatchObject({ attempts: 2, payload: { version: 1, letterId: key } });
    expect(mailbox.received.filter((letter) => letter.to.includes(to))).toHaveLength(1);
    const row = await platform.db.letter.findUniqueOrThrow({ where: { id: key } });
    expect([row.sealed, row.sentAt === null]).toEqual([null, false]);
  });

  test("is kept unreadable while it waits, and in the list of what was given up", async () => {
    const { context } = await (await makeTeam(platform.db)).member("admin");
    const to = `ada-${randomUUID()}@test.local`;
    const text = token();
    mailbox.refuse({ code: 550, text: `no such user: ${to}` });
    await post(to, text);
    const { key } = await newestJob();
    await ended(key, "dead");
    const kept = await stored();
    expect(kept).toContain(key);
    for (const hidden of [text, to, "reset-password"]) expect(kept).not.toContain(hidden);
    const listed = (await listVisibleJobs(context, { status: "dead" })).find((job) => job.key === key);
    // Refused for good: further attempts would be refused too.
    expect(listed).toMatchObject({
      name: "mail.send",
      attempts: 1,
      error: { message: expect.stringContaining("did not take the letter (EENVELOPE 550)") },
    });
    expect(JSON.stringify(listed)).not.toContain(to);

    // Whoever put the recipient right at the mail server sends it again from that list.
    await retryJob(context, listed?.id ?? "");
    expect((await mailbox.next(to)).text).toContain(link(text));
    await ended(key, "succeeded");
  });

  test("whose link works no more is not sent, and its text is gone", async () => {
    const { context } = await (await makeTeam(platform.db)).member("admin");
    const to = `ada-${randomUUID()}@test.local`;
    mailbox.refuse({ code: 550, text: "no" });
    await post(to, token());
    const { id, key } = await newestJob();
    await ended(key, "dead");
    await forgetLetters(platform.db, { now: new Date(Date.now() + 3_700_000), before: new Date(0) });
    expect((await platform.db.letter.findUniqueOrThrow({ where: { id: key } })).sealed).toBeNull();
    await retryJob(context, id);
    await eventually(
      async () =>
        JSON.stringify((await platform.db.jobRecord.findUniqueOrThrow({ where: { id } })).error).includes("too old"),
      { what: "the job to say that the letter is too old" },
    );
    expect(mailbox.received.some((letter) => letter.to.includes(to))).toBe(false);
  });
});

test("a mail server that is down fails no request, and gets the letter once it is back", async () => {
  const port = await findFreePort();
  const url = new URL(mailbox.url);
  url.port = String(port);
  server = createMailer(secret(url.href), from);
  const mail = { SMTP_URL: url.href, MAIL_FROM: from };
  const common = { DATABASE_URL: platform.url, QUANTLOOM_SECRET: "s".repeat(40), QUANTLOOM_PUBLIC_URL: origin };
  const auth = createAuth(platform.db, readEnv({ ...common, ...mail }));
  const email = `ada-${randomUUID()}@test.local`;
  const browser = new Browser((request) => auth.handler(request), origin);
  const account = { name: "Ada", email, password: "a long enough password" };
  expect((await browser.call("/sign-up/email", account)).status).toBe(200);
  const { key } = await eventually(async () => {
    const job = await newestJob();
    return job.status === "queued" && job.attempts > 0 && job;
  });
  expect(await newestJob()).toMatchObject({ error: { message: expect.stringContaining("(ESOCKET)") } });
  const back = await openMailbox(port);
  expect((await back.next(email)).subject).toBe("Confirm your address for Quantloom");
  await ended(key, "succeeded");
  await back.close();
});
