import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dispatchNotifications } from "@/server/alerts/dispatch.ts";
import { secret } from "@/server/config/secret.ts";
import { type Notice, notifyTeam } from "@/server/db/repositories/notifications.ts";
import { requireTopics } from "@/server/events/topic-access.ts";
import { createMailer } from "@/server/mail/mailer.ts";
import { openWorker } from "@/server/queue/backend.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { rotateCredentials } from "@/server/vault/rotate-credentials.ts";
import { sealKey } from "@/server/vault/seal.ts";
import { alertSend } from "@/workers/handlers/alert-send.ts";
import { createJobRunner } from "@/workers/run-job.ts";
import { startMailWorker } from "./support/mail-worker.ts";
import { type Mailbox, openMailbox } from "./support/mailbox.ts";
import { type Member, makeTeam, openPlatform, type Platform, type TestTeam } from "./support/platform.ts";
import { openReceiver, type Receiver } from "./support/receiver.ts";
import { eventually } from "./support/worker-process.ts";

// Deliveries are counted at the receivers, never in our own tables.
let platform: Platform;
let mailbox: Mailbox;
let receiver: Receiver;
let mail: { close(): Promise<void> };
let alerts: { close(): Promise<void> };
let team: TestTeam;
let owner: Member;

beforeAll(async () => {
  receiver = await openReceiver();
  mailbox = await openMailbox();
  platform = await openPlatform();
  const from = "Quantloom <no-reply@ql.test>";
  Object.assign(process.env, {
    ALERT_HOSTS: receiver.host,
    SMTP_URL: mailbox.url,
    MAIL_FROM: from,
    QUANTLOOM_PUBLIC_URL: "https://ql.test",
  });
  mail = await startMailWorker(platform, createMailer(secret(mailbox.url), from));
  const surroundings = { db: platform.db, deliverer: deliverer(), worker: "alert-worker" };
  const run = createJobRunner("alert.send", alertSend, surroundings);
  const settings = { concurrency: 2, recoveryMilliseconds: 5_000, onError: () => undefined };
  const worker = openWorker({ databaseUrl: secret(platform.url) }, "alert.send", run, settings);
  await worker.waitUntilReady();
  alerts = worker;
});
afterAll(async () => {
  await alerts.close();
  await mail.close();
  await platform.close();
  await mailbox.close();
  await receiver.close();
});
beforeEach(async () => {
  team = await makeTeam(platform.db);
  owner = await team.member("owner");
});

const api = (member: Member) => appRouter.createCaller(member.request);
const dispatch = () => dispatchNotifications(platform.db, deliverer());
const notice = (changes: Partial<Notice> = {}): Notice => ({
  teamId: team.id,
  kind: "run.failed",
  key: randomUUID(),
  title: "Halted: <SMA> & cross",
  body: "No equity is left.",
  href: "/runs",
  ...changes,
});
const tell = (changes: Partial<Notice> = {}) => notifyTeam(platform.db, notice(changes));
const postsTo = (path: string) => receiver.posted.filter((post) => post.path === path);
const postTo = (path: string, count = 1) =>
  eventually(async () => postsTo(path).length >= count && postsTo(path), { what: `post ${count} to ${path}` });

async function channel(type: "slack" | "webhook", kinds = ["run.failed"] as const) {
  const path = `/${randomUUID()}`;
  const url = `http://${receiver.host}${path}`;
  const added = await api(owner).alerts.addChannel({ type, label: "Desk", url, kinds: [...kinds] });
  return { path, ...added };
}
const lastOf = async (id: string) =>
  (await api(owner).alerts.channels()).channels.find((one) => one.id === id)?.lastDelivery ?? null;

describe("in the app", () => {
  test("an event is told once, however often it is reported, and is gone with the transaction that told it", async () => {
    const key = randomUUID();
    await Promise.all([tell({ key }), tell({ key }), tell({ key })]);
    const failing = platform.db.$transaction(async (tx) => {
      await notifyTeam(tx, notice({ title: "Never happened" }));
      throw new Error("the event did not happen");
    });
    await expect(failing).rejects.toThrow("did not happen");
    expect((await api(owner).alerts.list({})).items.map(({ title }) => title)).toEqual(["Halted: <SMA> & cross"]);
  });

  test("each person reads for themself", async () => {
    const trader = await team.member("trader");
    await tell();
    await tell({ kind: "run.started" });
    expect([await api(owner).alerts.unread(), await api(trader).alerts.unread()]).toEqual([{ count: 2 }, { count: 2 }]);
    const [first] = (await api(owner).alerts.list({})).items;
    await api(owner).alerts.markRead({ ids: [first?.id ?? ""] });
    expect([await api(owner).alerts.unread(), await api(trader).alerts.unread()]).toEqual([{ count: 1 }, { count: 2 }]);
    await api(owner).alerts.markRead({ ids: null });
    expect((await api(owner).alerts.list({})).items.every(({ isRead }) => isRead)).toBe(true);
  });

  test("whoever may not see a thing, does not want it or is not meant by it is not told of it", async () => {
    const viewer = await team.member("viewer");
    await tell({ kind: "job.dead" });
    await tell({ kind: "run.stopped" });
    await tell({ kind: "import.failed", userId: owner.context.user.id });
    const kinds = async (member: Member) => (await api(member).alerts.list({})).items.map(({ kind }) => kind).sort();
    expect(await kinds(viewer)).toEqual(["run.stopped"]);
    expect(await kinds(owner)).toEqual(["import.failed", "job.dead", "run.stopped"]);
    await api(viewer).alerts.setPreference({ kind: "run.stopped", inApp: false, email: false });
    expect([await kinds(viewer), await api(viewer).alerts.unread()]).toEqual([[], { count: 0 }]);
  });

  test("pages follow each other without a gap or a repeat", async () => {
    for (let index = 0; index < 33; index += 1) await tell({ title: `Event ${index}` });
    const first = await api(owner).alerts.list({});
    const second = await api(owner).alerts.list({ cursor: first.nextCursor ?? "" });
    const titles = [...first.items, ...second.items].map(({ title }) => title);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([30, 3, null]);
    expect(new Set(titles).size).toBe(33);
  });
});

test("another team sees nothing, hears nothing and has nothing to change", async () => {
  const stranger = await (await makeTeam(platform.db)).member("owner");
  const { id } = await channel("slack");
  await tell();
  expect((await api(stranger).alerts.list({})).items).toEqual([]);
  expect((await api(stranger).alerts.channels()).channels).toEqual([]);
  const [mine] = (await api(owner).alerts.list({})).items;
  await api(stranger).alerts.markRead({ ids: [mine?.id ?? ""] });
  expect(await platform.db.notificationRead.count({ where: { notificationId: mine?.id ?? "" } })).toBe(0);
  await expect(requireTopics(stranger.context, [`notifications:${team.id}`])).rejects.toMatchObject({
    code: "not-found",
  });
  for (const attempt of [
    () => api(stranger).alerts.removeChannel({ id }),
    () => api(stranger).alerts.testChannel({ id }),
    () => api(stranger).alerts.changeChannel({ id, label: "x", kinds: [] }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("by e-mail", () => {
  test("a letter goes to those who want it and have confirmed their address, once", async () => {
    const [wants, declines, unconfirmed] = [
      await team.member("trader"),
      await team.member("trader"),
      await team.member("trader"),
    ];
    await api(declines).alerts.setPreference({ kind: "run.failed", inApp: true, email: false });
    const { id } = unconfirmed.context.user;
    await platform.db.user.update({ where: { id }, data: { emailVerified: false } });
    await tell();
    await tell({ kind: "run.started" }); // not mailed unless somebody asks for it
    await Promise.all([dispatch(), dispatch()]);
    await dispatch();
    const letters = await Promise.all([owner, wants].map(({ context }) => mailbox.next(context.user.email)));
    expect(letters.map(({ subject }) => subject)).toEqual(Array(2).fill("Halted: <SMA> & cross"));
    expect(letters[0]?.text).toContain("https://ql.test/runs");
    const waiting = () => platform.db.letter.count({ where: { kind: "alert", sentAt: null } });
    await eventually(async () => (await waiting()) === 0, { what: "every letter to be sent" });
    const all = mailbox.received.flatMap(({ to }) => to);
    for (const { context } of [declines, unconfirmed]) expect(all).not.toContain(context.user.email);
    expect(all.filter((to) => to === wants.context.user.email)).toHaveLength(1);
  });
});

describe("a webhook", () => {
  test("is posted once to, signed so that its receiver can tell, and again after a 500", async () => {
    const { path, id, key } = await channel("webhook");
    receiver.answer(500);
    await tell({ subject: "run:1" });
    await tell({ kind: "run.started" }); // this channel does not want it
    await Promise.all([dispatch(), dispatch()]);
    const posts = await postTo(path, 2);
    await eventually(async () => (await lastOf(id))?.status === "sent");
    await dispatch();
    expect(postsTo(path)).toHaveLength(2);
    const ids = posts.map(({ headers }) => headers["x-quantloom-delivery"]);
    expect(ids[0]).toBe(ids[1]);
    for (const { headers, body } of posts) {
      const stamp = String(headers["x-quantloom-timestamp"]);
      const expected = createHmac("sha256", key ?? "")
        .update(`${stamp}.${body}`)
        .digest("hex");
      expect(headers["x-quantloom-signature"]).toBe(`v1=${expected}`);
      expect(Math.abs(Number(stamp) - Date.now() / 1_000)).toBeLessThan(60);
    }
    expect(JSON.parse(posts[0]?.body ?? "")).toMatchObject({
      version: 1,
      kind: "run.failed",
      severity: "critical",
      subject: "run:1",
      url: "https://ql.test/runs",
      test: false,
    });
  });

  test("that refuses is given up with the reason, told in the app alone, and may be sent again from the list of jobs", async () => {
    const { path, id } = await channel("webhook", ["run.failed"]);
    receiver.answer(410);
    await tell();
    await dispatch();
    const last = await eventually(() => lastOf(id));
    expect(last).toMatchObject({ status: "failed", reason: expect.stringContaining("answered 410") });
    const [job] = (await api(owner).jobs.list({ status: "dead" })).filter(({ name }) => name === "alert.send");
    expect(job?.attempts).toBe(1);
    const told = (await api(owner).alerts.list({})).items.find(({ kind }) => kind === "delivery.failed");
    expect(told?.body).toContain("410");
    await dispatch();
    expect(postsTo(path)).toHaveLength(1);
    await api(owner).jobs.retry({ id: job?.id ?? "" });
    await eventually(async () => (await lastOf(id))?.status === "sent");
    expect(postsTo(path)).toHaveLength(2);
  });

  test("is refused where it would lead inside, by whatever name, and a redirect is not followed", async () => {
    for (const url of [
      "http://127.0.0.1:1/x",
      "http://localhost/x",
      "http://169.254.169.254/latest/meta-data",
      "http://[::1]/x",
      "http://10.0.0.1/x",
      "ftp://example.com/x",
      `http://user:word@${receiver.host}/x`,
    ]) {
      const attempt = api(owner).alerts.addChannel({ type: "webhook", label: "Inside", url, kinds: ["run.failed"] });
      await expect(attempt, url).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    const { id } = await channel("webhook");
    receiver.answer(302);
    expect(await api(owner).alerts.testChannel({ id })).toMatchObject({
      taken: false,
      reason: expect.stringContaining("redirect"),
    });
  });
});

describe("a channel", () => {
  test("of Slack gets text that cannot become markup, with the link", async () => {
    const { path } = await channel("slack");
    await tell();
    await dispatch();
    const [post] = await postTo(path);
    const { text } = JSON.parse(post?.body ?? "") as { text: string };
    expect(text).toContain("*Halted: &lt;SMA&gt; &amp; cross*");
    expect(text).toContain("<https://ql.test/runs|Open in Quantloom>");
  });

  test("is tried with a message that says it is a test", async () => {
    const { path, id } = await channel("webhook");
    expect(await api(owner).alerts.testChannel({ id })).toEqual({ taken: true, reason: null });
    expect(JSON.parse(postsTo(path)[0]?.body ?? "")).toMatchObject({ kind: "test", test: true });
  });

  test("keeps its address and key sealed, and nothing of them once it is removed", async () => {
    const { path, id, key } = await channel("webhook");
    const rows = async () => JSON.stringify(await platform.db.notificationChannel.findMany({ where: { id } }));
    const audited = JSON.stringify(
      (await platform.db.auditEvent.findMany({ where: { teamId: team.id } })).map(({ detail }) => detail),
    );
    const listed = JSON.stringify(await api(owner).alerts.channels());
    for (const text of [await rows(), audited, listed]) {
      expect(text).not.toContain(path.slice(1));
      expect(text).not.toContain(key);
    }
    await api(owner).alerts.removeChannel({ id });
    expect((await platform.db.notificationChannel.findUniqueOrThrow({ where: { id } })).secrets).toHaveLength(0);
    await tell();
    await dispatch();
    expect((await api(owner).alerts.channels()).channels).toEqual([]);
    expect(await platform.db.notificationDelivery.count({ where: { channelId: id } })).toBe(0);
  });

  test("is sealed anew with the others when the key is changed, and works on", async () => {
    const { path, id } = await channel("webhook");
    const current = sealKey(process.env["QUANTLOOM_SECRET"] ?? "");
    const newer = sealKey("another key of the configuration, long enough");
    expect(await rotateCredentials(platform.db, [newer, current])).toBeGreaterThan(0);
    await expect(api(owner).alerts.testChannel({ id })).resolves.toMatchObject({ taken: false });
    await rotateCredentials(platform.db, [current, newer]);
    expect(await api(owner).alerts.testChannel({ id })).toMatchObject({ taken: true });
    expect(postsTo(path)).toHaveLength(1);
  });
});
