import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { dispatchNotifications } from "@/server/alerts/dispatch.ts";
import { kindNames, type NotificationKind, notificationKinds } from "@/server/alerts/notification-kinds.ts";
import { secret } from "@/server/config/secret.ts";
import { importFile } from "@/server/data/import/import-file.ts";
import { inspectFile } from "@/server/data/import/inspect-file.ts";
import { datasetStore } from "@/server/data/store/open-dataset-store.ts";
import { executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
import { runBacktestOf } from "@/server/features/backtests/service.ts";
import { followAuthor } from "@/server/features/community/authors.ts";
import { answer, ask } from "@/server/features/community/service.ts";
import { executeImport, type ImportThread } from "@/server/features/imports/execute-import.ts";
import * as imports from "@/server/features/imports/service.ts";
import { uploadResponse } from "@/server/features/imports/upload-response.ts";
import { PublishRequest } from "@/server/features/publishing/dto.ts";
import { publish, withdraw } from "@/server/features/publishing/service.ts";
import { createStrategy, getStrategy, saveDraft } from "@/server/features/strategies/service.ts";
import { subscribe } from "@/server/features/subscriptions/service.ts";
import { SubscriptionSettings } from "@/server/features/subscriptions/settings.ts";
import { createMailer } from "@/server/mail/mailer.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { startAlertWorker } from "./support/alert-worker.ts";
import { importSettings } from "./support/data-rows.ts";
import { crossDocument, quickCross } from "./support/documents.ts";
import { startMailWorker } from "./support/mail-worker.ts";
import { type Mailbox, openMailbox } from "./support/mailbox.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { around, publishedBasket, publishedStrategy } from "./support/published.ts";
import { openReceiver, type Receiver } from "./support/receiver.ts";
import { eventually } from "./support/worker-process.ts";

// Each event of work and of the marketplace is brought about, and its posts read where they arrive.
let platform: Platform;
let receiver: Receiver;
let mailbox: Mailbox;
let mail: { close(): Promise<void> };
let sending: { close(): Promise<void> };
let market: Awaited<ReturnType<typeof openPaperMarket>>;
let author: Member;
let reader: Member;
let folder = "";
const paths = { webhook: `/${randomUUID()}`, slack: `/${randomUUID()}` };

const groups: readonly string[] = ["Work", "Marketplace"];
const told = kindNames.filter((kind) => groups.includes(notificationKinds[kind].group));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "quantloom-alerts-"));
  process.env["QUANTLOOM_DATA_DIR"] = folder;
  receiver = await openReceiver();
  Object.assign(process.env, { ALERT_HOSTS: receiver.host, QUANTLOOM_PUBLIC_URL: "https://ql.test" });
  mailbox = await openMailbox();
  platform = await openPlatform();
  const from = "Quantloom <no-reply@ql.test>";
  Object.assign(process.env, { SMTP_URL: mailbox.url, MAIL_FROM: from });
  mail = await startMailWorker(platform, createMailer(secret(mailbox.url), from));
  author = await (await makeTeam(platform.db, "Author")).member("owner");
  reader = await (await makeTeam(platform.db, "Reader")).member("owner");
  market = await openPaperMarket(platform.db);
  sending = await startAlertWorker(platform);
  const api = appRouter.createCaller(reader.request);
  for (const type of ["webhook", "slack"] as const) {
    const url = `http://${receiver.host}${paths[type]}`;
    await api.alerts.addChannel({ type, label: "Desk", url, kinds: told });
  }
  for (const kind of told) await api.alerts.setPreference({ kind, inApp: true, email: true });
}, 60_000);
afterAll(async () => {
  await sending.close();
  await mail.close();
  await platform.close();
  await receiver.close();
  await mailbox.close();
  rmSync(folder, { recursive: true });
});

const listed = () => publishedStrategy(author.context, quickCross(`Cross ${randomUUID()}`));

async function subscribed(settings: Partial<SubscriptionSettings> = {}) {
  const made = await listed();
  const wish = { listingId: made.listingId, capital: 100_000, mode: "paper" as const };
  await subscribe(reader.context, { ...wish, settings: SubscriptionSettings.parse(settings) });
  return made;
}

/** Lets bars close until the reader is told of the kind. */
async function goUntilTold(kind: NotificationKind): Promise<void> {
  const before = await countOf(kind);
  expect(await market.go(1_500, async () => (await countOf(kind)) > before)).toBe(true);
}
const countOf = (kind: NotificationKind) =>
  platform.db.notification.count({ where: { kind, teamId: reader.context.team.id } });

/** The worker's thread, done where the test stands. */
const here: ImportThread = {
  inspect: inspectFile,
  fetch: () => Promise.reject(new Error("nothing is fetched here")),
  resample: () => Promise.reject(new Error("nothing is resampled here")),
  load: (work) => importFile({ ...work, store: datasetStore() }, () => "continue"),
};

async function uploaded(content: string): Promise<string> {
  const body = Buffer.from(content);
  const headers = { "content-length": String(body.length) };
  const request = new Request("http://localhost/api/imports?name=abc.csv", { method: "POST", body, headers });
  return ((await (await uploadResponse(request, reader.request)).json()) as { id: string }).id;
}

const step = (id: string) =>
  executeImport(platform.db, id, { thread: here, signal: around.signal, reportProgress: () => Promise.resolve() });

async function importRows(): Promise<void> {
  const day = 86_400_000;
  const rows = Array.from({ length: 60 }, (_, i) => {
    return `${new Date(Date.UTC(2020, 0, 1) + i * day).toISOString().slice(0, 10)},${10 + (i % 7)},20,5,${11 + (i % 5)},100`;
  });
  const id = await uploaded(`date,open,high,low,close,volume\n${rows.join("\n")}\n`);
  await step(id);
  const { inspection } = await imports.getImport(reader.context, id);
  if (inspection === null) throw new Error("expected an inspection");
  const { layout, timeframe, priceScale, symbol } = inspection;
  const found = { name: `Abc ${randomUUID()}`, symbol, timeframe: timeframe ?? "1d", priceScale, layout };
  await imports.startImport(reader.context, { id, settings: { ...importSettings, ...found } });
  await step(id);
}

/** Brings each event about by what brings it about in the product. */
const causes: Partial<Record<NotificationKind, () => Promise<unknown>>> = {
  "import.finished": () => importRows(),
  // there is nothing in it that could be asked about
  "import.failed": async () => uploaded("\u0000\u0001\u0002").then((id) => step(id)),
  "backtest.finished": async () => {
    const { id: strategyId } = await createStrategy(reader.context, { document: crossDocument("Long") });
    const request = { strategyId, revision: 1, datasetId: "sp500-daily", parameters: {} };
    const { backtestId } = await runBacktestOf(reader.context, request);
    await executeBacktest(platform.db, backtestId, {
      ...around,
      compute: async (input) => {
        const startedAt = new Date(Date.now() - 180_000);
        await platform.db.backtest.update({ where: { id: backtestId }, data: { startedAt } });
        return around.compute(input);
      },
    });
  },
  withdrawn: async () => {
    const { listingId } = await subscribed();
    await withdraw(author.context, listingId);
  },
  update: async () => {
    const { strategyId } = await subscribed();
    const { revision, draft } = await getStrategy(author.context, strategyId);
    const changed = { ...draft, settings: { ...draft.settings, capital: 123_456 } } as GraphDocument;
    await saveDraft(author.context, { id: strategyId, revision, document: changed });
    const request = { strategyId, revision: revision + 1, datasetId: "sp500-daily", parameters: {} };
    const { backtestId, versionId } = await runBacktestOf(author.context, request);
    await executeBacktest(platform.db, backtestId, around);
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    const words = { title: "Two crosses", rationale: "Trends persist for weeks; without one it loses a little." };
    await publish(author.context, PublishRequest.parse({ ...words, target, notes: "more capital" }));
  },
  limit: async () => {
    const documents = [quickCross("One cross"), quickCross("Another cross")];
    const settings = { limits: { maxDailyLossPercent: 0.01 } };
    const { listingId } = await publishedBasket(author.context, documents, { title: "A pair of crosses", settings });
    await subscribe(reader.context, { listingId, capital: 100_000, mode: "paper" });
    await goUntilTold("limit");
  },
  approval: async () => {
    await subscribed({ entries: "approve" });
    await goUntilTold("approval");
  },
  post: async () => {
    const { listingId } = await listed();
    const { id: postId } = await ask(reader.context, { listingId, body: "Does it hold over night?" });
    await answer(author.context, { postId, body: "It does." });
  },
  followed: async () => {
    await followAuthor(reader.context, { teamId: author.context.team.id, follow: true });
    await listed();
  },
};

test("there is a cause for every event of work and of the marketplace", () => {
  expect(Object.keys(causes).sort()).toEqual([...told].sort());
});

describe("is told when it happens, by e-mail, and a team by a webhook and by Slack, too:", () => {
  test.each(told)("%s", { timeout: 120_000 }, async (kind) => {
    const at = (path: string) => receiver.posted.filter((post) => post.path === path);
    await dispatchNotifications(platform.db, deliverer());
    const before = await countOf(kind);
    await causes[kind]?.();
    const all = await platform.db.notification.findMany({ where: { kind, teamId: reader.context.team.id } });
    expect(all.length).toBeGreaterThan(before);
    await dispatchNotifications(platform.db, deliverer());
    // what is for one person alone is not the whole channel's business
    const shared = all.filter(({ userId }) => userId === null);
    const hooked = () =>
      at(paths.webhook)
        .map(({ body }) => JSON.parse(body))
        .filter((post) => post.kind === kind && !post.test);
    const has = (text: string) => (one: { title: string }) => text.includes(titleIn(one.title));
    const slacked = () => at(paths.slack).filter(({ body }) => shared.some(has(body)));
    const letters = () =>
      mailbox.received.filter(({ to, subject }) => to.includes(reader.context.user.email) && all.some(has(subject)));
    await eventually(
      async () =>
        hooked().length === shared.length && slacked().length >= shared.length && letters().length >= all.length,
      { within: 20_000, what: `${all.length} letters and ${shared.length} posts of ${kind} to both` },
    );
    const titles = (posts: readonly { title: string }[]) => posts.map(({ title }) => title).sort();
    expect(titles(hooked())).toEqual(titles(shared));
    for (const post of hooked()) {
      expect(post).toMatchObject({ version: 1, team: "Reader", severity: expect.any(String) });
      expect(post.url).toMatch(/^https:\/\/ql\.test\//);
    }
  });
});

/** A title up to its first mark that a receiver writes in another way. */
function titleIn(title: string): string {
  return title.split(/["&<>]/)[0] ?? title;
}
