import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "@/server/trpc/router.ts";
import { importSettings, makeData } from "./support/data-rows.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let stranger: Member;
let ours: Record<
  | "strategy"
  | "version"
  | "basket"
  | "libraryBlock"
  | "apiKey"
  | "brokerAccount"
  | "share"
  | "invitation"
  | "member"
  | "backtest"
  | "resultLink"
  | "listing"
  | "subscription"
  | "run"
  | "test"
  | "sweep"
  | "job"
  | "dataset"
  | "import"
  | "team",
  string
>;

const block = { id: "ours", version: 1, title: "Ours", inputs: [], outputs: [], parameters: [], nodes: [], edges: [] };

const as = (member: Member) => appRouter.createCaller(member.request);

beforeAll(async () => {
  platform = await openPlatform();
  const team = await makeTeam(platform.db, "Ours");
  const owner = await team.member("owner");
  const colleague = await team.member("viewer");
  stranger = await (await makeTeam(platform.db, "Theirs")).member("owner");
  const caller = as(owner);
  const strategy = (await caller.strategies.create({ document: crossDocument() })).id;
  const version = (await caller.strategies.saveVersion({ id: strategy, revision: 1 })).versionId;
  const basket = (await caller.baskets.create({ name: "Ours", description: "" })).id;
  const libraryBlock = (await caller.library.save({ blocks: [block] })).id;
  await caller.baskets.setMembers({ id: basket, members: [{ strategyVersionId: version, weight: 1 }] });
  const apiKey = (await caller.apiKeys.create({ name: "k", scopes: ["strategies:read"] })).id;
  const draft = { strategyId: strategy, revision: 1 };
  const share = (await caller.shares.create({ ...draft, access: "fork", expiresInDays: null })).id;
  await caller.hooks.create({ strategyId: strategy });
  const invitation = (await caller.teams.invite({ email: "new@test.local", role: "viewer" })).id;
  const { id: backtest } = await platform.db.backtest.create({
    data: {
      teamId: team.id,
      strategyId: strategy,
      versionId: version,
      datasetId: "d",
      snapshotId: "s",
      inputHash: "h",
      createdBy: owner.context.user.id,
    },
    select: { id: true },
  });
  const { id: resultLink } = await platform.db.resultLink.create({
    data: {
      teamId: team.id,
      backtestId: backtest,
      withTrades: true,
      sha256: "0".repeat(64),
      createdBy: owner.context.user.id,
    },
  });
  const { id: sweep } = await platform.db.sweep.create({
    data: {
      teamId: team.id,
      strategyId: strategy,
      versionId: version,
      datasetId: "d",
      snapshotId: "s",
      plan: {},
      points: 1,
      engineVersion: "1",
      createdBy: owner.context.user.id,
    },
    select: { id: true },
  });
  const live = await makeLive(team.id, version);
  const [basketVersion] = await platform.db.basketVersion.findMany({ where: { basketId: basket } });
  const { id: portfolioTest } = await platform.db.portfolioTest.create({
    data: { teamId: team.id, basketVersionId: basketVersion?.id ?? "", createdBy: owner.context.user.id },
    select: { id: true },
  });
  const { id: brokerAccount } = await platform.db.brokerAccount.create({
    data: {
      teamId: team.id,
      broker: "alpaca",
      environment: "paper",
      label: "Ours",
      credentials: new Uint8Array([1]),
      createdBy: owner.context.user.id,
    },
  });
  const { id: job } = await platform.db.jobRecord.create({
    data: { name: "backtest.run", key: backtest, payload: { backtestId: backtest }, status: "dead", teamId: team.id },
    select: { id: true },
  });
  ours = {
    ...live,
    ...(await makeData(platform.db, team.id)),
    job,
    test: portfolioTest,
    team: team.id,
    strategy,
    version,
    basket,
    libraryBlock,
    apiKey,
    brokerAccount,
    share,
    invitation,
    member: colleague.context.user.id,
    backtest,
    resultLink,
    sweep,
  };
});
afterAll(() => platform.close());

/** A private listing of ours, our subscription to it and its run. */
async function makeLive(teamId: string, strategyVersionId: string) {
  const { db } = platform;
  const by = { createdBy: "somebody" };
  const id = randomUUID();
  await db.feed.create({
    data: { id, kind: "synthetic", timeframe: "1s", barMilliseconds: 1_000, startedAt: new Date() },
  });
  const listing = await db.listing.create({
    data: { ...by, teamId, slug: `private-${id}`, kind: "strategy", title: "t", rationale: "r", visibility: "private" },
  });
  const listed = await db.listingVersion.create({
    data: { ...by, listingId: listing.id, number: 1, strategyVersionId, sealHash: "a".repeat(64) },
  });
  const subscription = await db.subscription.create({
    data: { ...by, teamId, listingId: listing.id, listingVersionId: listed.id, capital: 1_000 },
  });
  const run = await db.run.create({
    data: {
      ...by,
      teamId,
      strategyVersionId,
      subscriptionId: subscription.id,
      memberOrdinal: 0,
      feedId: id,
      universe: [],
      capital: 1_000,
      shard: 0,
    },
  });
  return { listing: listing.id, subscription: subscription.id, run: run.id };
}

// Every procedure that takes the id of something a team owns, called by the owner of another team with our ids.
type Caller = ReturnType<typeof appRouter.createCaller>;
const attempts: Record<string, (caller: Caller) => Promise<unknown>> = {
  "strategies.get": (caller) => caller.strategies.get({ id: ours.strategy }),
  "strategies.version": (caller) => caller.strategies.version({ versionId: ours.version }),
  "strategies.saveDraft": (caller) =>
    caller.strategies.saveDraft({ id: ours.strategy, revision: 1, document: crossDocument() }),
  "strategies.saveVersion": (caller) => caller.strategies.saveVersion({ id: ours.strategy, revision: 1 }),
  "strategies.rename": (caller) => caller.strategies.rename({ id: ours.strategy, name: "Taken" }),
  "strategies.archive": (caller) => caller.strategies.archive({ id: ours.strategy }),
  "hooks.get": (caller) => caller.hooks.get({ strategyId: ours.strategy }),
  "hooks.signals": (caller) => caller.hooks.signals({ strategyId: ours.strategy }),
  "hooks.create": (caller) => caller.hooks.create({ strategyId: ours.strategy }),
  "hooks.rotate": (caller) => caller.hooks.rotate({ strategyId: ours.strategy }),
  "hooks.remove": (caller) => caller.hooks.remove({ strategyId: ours.strategy }),
  "shares.list": (caller) => caller.shares.list({ strategyId: ours.strategy }),
  "shares.create": (caller) =>
    caller.shares.create({ strategyId: ours.strategy, revision: 1, access: "view", expiresInDays: null }),
  "shares.revoke": (caller) => caller.shares.revoke({ id: ours.share }),
  // the id of a link is not its token
  "shares.fork": (caller) => caller.shares.fork({ token: ours.share }),
  "library.get": (caller) => caller.library.get({ id: ours.libraryBlock }),
  "library.archive": (caller) => caller.library.archive({ id: ours.libraryBlock }),
  "library.save": (caller) => caller.library.save({ id: ours.libraryBlock, blocks: [block] }),
  "baskets.get": (caller) => caller.baskets.get({ id: ours.basket }),
  "baskets.archive": (caller) => caller.baskets.archive({ id: ours.basket }),
  "baskets.setMembers": (caller) =>
    caller.baskets.setMembers({ id: ours.basket, members: [{ strategyVersionId: ours.version, weight: 1 }] }),
  "baskets.test": (caller) => caller.baskets.test({ id: ours.basket }),
  "baskets.cancelTest": (caller) => caller.baskets.cancelTest({ id: ours.test }),
  "baskets.latestTest": (caller) => caller.baskets.latestTest({ id: ours.basket }),
  "baskets.testResult": (caller) => caller.baskets.testResult({ id: ours.test }),
  "publishing.state": (caller) =>
    caller.publishing.state({ target: { kind: "strategy", strategyVersionId: ours.version } }),
  "publishing.publish": (caller) =>
    caller.publishing.publish({
      target: { kind: "basket", basketId: ours.basket },
      title: "Taken",
      rationale: "Because it was there, and nobody looked.",
    }),
  "publishing.withdraw": (caller) => caller.publishing.withdraw({ listingId: ours.listing }),
  "backtests.get": (caller) => caller.backtests.get({ id: ours.backtest }),
  "backtests.cancel": (caller) => caller.backtests.cancel({ id: ours.backtest }),
  "backtests.mark": (caller) => caller.backtests.mark({ id: ours.backtest, note: "mine" }),
  "backtests.parts": (caller) => caller.backtests.parts({ id: ours.backtest }),
  "backtests.report": (caller) => caller.backtests.report({ id: ours.backtest }),
  "backtests.compare": (caller) => caller.backtests.compare({ ids: [ours.backtest, ours.backtest] }),
  "backtests.links": (caller) => caller.backtests.links({ id: ours.backtest }),
  "backtests.share": (caller) => caller.backtests.share({ id: ours.backtest, withTrades: true, expiresInDays: null }),
  "backtests.unshare": (caller) => caller.backtests.unshare({ linkId: ours.resultLink }),
  "backtests.run": (caller) =>
    caller.backtests.run({ strategyId: ours.strategy, revision: 1, datasetId: "sp500-daily" }),
  "datasets.get": (caller) => caller.datasets.get({ id: ours.dataset }),
  "datasets.setActions": (caller) => caller.datasets.setActions({ id: ours.dataset, text: "2024-01-02,split,2" }),
  "datasets.remove": (caller) => caller.datasets.remove({ id: ours.dataset }),
  "imports.get": (caller) => caller.imports.get({ id: ours.import }),
  "imports.start": (caller) => caller.imports.start({ id: ours.import, settings: importSettings }),
  "imports.cancel": (caller) => caller.imports.cancel({ id: ours.import }),
  "imports.refresh": (caller) => caller.imports.refresh({ datasetId: ours.dataset }),
  "imports.resample": (caller) => caller.imports.resample({ datasetId: ours.dataset, timeframe: "1w" }),
  "marketplace.get": (caller) => caller.marketplace.get({ listingId: ours.listing }),
  "marketplace.lines": (caller) => caller.marketplace.lines({ listingId: ours.listing }),
  "marketplace.document": (caller) => caller.marketplace.document({ listingId: ours.listing, ordinal: 0 }),
  "marketplace.record": (caller) => caller.marketplace.record({ listingId: ours.listing }),
  "marketplace.verify": (caller) => caller.marketplace.verify({ listingId: ours.listing }),
  "community.posts": (caller) => caller.community.posts({ listingId: ours.listing }),
  "community.ask": (caller) => caller.community.ask({ listingId: ours.listing, body: "Is it yours?" }),
  "community.answer": (caller) => caller.community.answer({ postId: ours.listing, body: "It is ours." }),
  "community.review": (caller) => caller.community.review({ listingId: ours.listing, body: "Good.", rating: 5 }),
  "community.report": (caller) =>
    caller.community.report({ subject: "listing", subjectId: ours.listing, reason: "It is there." }),
  "community.author": (caller) => caller.community.author({ teamId: ours.team }),
  "community.follow": (caller) => caller.community.follow({ teamId: ours.team, follow: true }),
  "marketplace.fork": (caller) => caller.marketplace.fork({ listingId: ours.listing, ordinal: 0 }),
  "subscriptions.create": (caller) =>
    caller.subscriptions.create({ listingId: ours.listing, capital: 1_000, mode: "paper" }),
  "subscriptions.get": (caller) => caller.subscriptions.get({ id: ours.subscription }),
  "subscriptions.stop": (caller) => caller.subscriptions.stop({ id: ours.subscription }),
  "subscriptions.setSettings": (caller) =>
    caller.subscriptions.setSettings({ id: ours.subscription, settings: { maxLots: 1 } }),
  "subscriptions.command": (caller) =>
    caller.subscriptions.command({ id: ours.subscription, command: "pause-entries" }),
  "subscriptions.drift": (caller) => caller.subscriptions.drift({ id: ours.subscription }),
  "subscriptions.netting": (caller) => caller.subscriptions.netting({ id: ours.subscription }),
  "subscriptions.orders": (caller) => caller.subscriptions.orders({ id: ours.subscription }),
  "subscriptions.offer": (caller) => caller.subscriptions.offer({ id: ours.subscription }),
  "subscriptions.acceptOffer": (caller) =>
    caller.subscriptions.acceptOffer({ id: ours.subscription, versionId: ours.version }),
  "subscriptions.keepVersion": (caller) => caller.subscriptions.keepVersion({ id: ours.subscription }),
  "subscriptions.answer": (caller) => caller.subscriptions.answer({ approvalId: ours.run, approve: true }),
  "sweeps.get": (caller) => caller.sweeps.get({ id: ours.sweep }),
  "sweeps.open": (caller) => caller.sweeps.open({ id: ours.sweep, point: 0 }),
  "sweeps.cancel": (caller) => caller.sweeps.cancel({ id: ours.sweep }),
  "sweeps.run": (caller) =>
    caller.sweeps.run({
      strategyId: ours.strategy,
      revision: 1,
      datasetId: "sp500-daily",
      plan: { knobs: [{ key: "fast", values: [5] }] },
    }),
  "runs.get": (caller) => caller.runs.get({ id: ours.run }),
  "runs.decisions": (caller) => caller.runs.decisions({ id: ours.run }),
  "runs.orders": (caller) => caller.runs.orders({ id: ours.run }),
  "runs.fills": (caller) => caller.runs.fills({ id: ours.run }),
  "runs.trail": (caller) => caller.runs.trail({ id: ours.run }),
  "runs.marks": (caller) => caller.runs.marks({ id: ours.run }),
  "runs.kill": (caller) => caller.runs.kill({ scope: "account", id: ours.brokerAccount, confirm: "KILL" }),
  "runs.release": (caller) => caller.runs.release({ accountId: ours.brokerAccount, confirm: "ALLOW" }),
  "brokers.setLimits": (caller) => caller.brokers.setLimits({ id: ours.brokerAccount, limits: {} }),
  "runs.monitor": (caller) => caller.runs.monitor({ id: ours.run }),
  "runs.orderTimeline": (caller) => caller.runs.orderTimeline({ id: ours.run, number: 0 }),
  "runs.start": (caller) =>
    caller.runs.start({ strategyId: ours.strategy, symbol: "SYN-A", capital: 1_000, account: null }),
  "runs.moveStop": (caller) => caller.runs.moveStop({ id: ours.run, number: 0, price: 1 }),
  "runs.drift": (caller) => caller.runs.drift({ id: ours.run }),
  "runs.launch": (caller) => caller.runs.launch({ id: ours.run }),
  "runs.command": (caller) => caller.runs.command({ id: ours.run, command: "flatten" }),
  "jobs.retry": (caller) => caller.jobs.retry({ id: ours.job }),
  "teams.invitation": (caller) => caller.teams.invitation({ id: ours.invitation }),
  "teams.rejectInvitation": (caller) => caller.teams.rejectInvitation({ id: ours.invitation }),
  "teams.switch": (caller) => caller.teams.switch({ id: ours.team }),
  "brokers.days": (caller) => caller.brokers.days({ id: ours.brokerAccount }),
  "brokers.day": (caller) => caller.brokers.day({ id: ours.brokerAccount, day: null }),
  "brokers.state": (caller) => caller.brokers.state({ id: ours.brokerAccount }),
  "brokers.beginLogin": (caller) => caller.brokers.beginLogin({ id: ours.brokerAccount }),
  "brokers.unlink": (caller) => caller.brokers.unlink({ id: ours.brokerAccount }),
  "apiKeys.revoke": (caller) => caller.apiKeys.revoke({ id: ours.apiKey }),
  "teams.cancelInvitation": (caller) => caller.teams.cancelInvitation({ id: ours.invitation }),
  "teams.acceptInvitation": (caller) => caller.teams.acceptInvitation({ id: ours.invitation }),
  "teams.setRole": (caller) => caller.teams.setRole({ userId: ours.member, role: "auditor" }),
  "teams.remove": (caller) => caller.teams.remove({ userId: ours.member }),
  "events.stream": async (caller) => {
    const stream = await caller.events.stream({ topics: [`backtest:${ours.backtest}`] });
    await stream[Symbol.asyncIterator]().next();
  },
};

// These take no such id: they speak of the caller's own team or make something new in it.
const ownOnly = new Set([
  "community.setProfile",
  // for those who run the installation, whatever their team: test/integration/community.test.ts
  ...Object.keys(appRouter._def.procedures).filter((path) => path.startsWith("moderation.")),
  ...Object.keys(appRouter._def.procedures).filter((path) => path.startsWith("alerts.")),
  ...[
    "imports.list",
    "imports.providers",
    "imports.fromProvider",
    "imports.fromUrl",
    "brokers.catalogue",
    "brokers.accounts",
    "brokers.link",
    "brokers.linkSimulated",
    // by a state that was given to a team: test/integration/broker-accounts.test.ts
    "brokers.finishLogin",
    "apiKeys.create",
    "apiKeys.list",
    "assistant.propose",
    "assistant.status",
    "audit.list",
    "audit.verify",
    "backtests.exports",
    "backtests.list",
    "baskets.create",
    "baskets.list",
    "datasets.list",
  ],
  ...[
    "jobs.counts",
    "jobs.list",
    "jobs.queue",
    "library.list",
    "marketplace.list",
    "marketplace.tags",
    "runs.list",
    "runs.venues",
    "session.me",
    "strategies.create",
    "strategies.list",
    "sweeps.list",
  ],
  ...["subscriptions.list", "teams.create", "teams.invitations", "teams.invite", "teams.leave", "teams.list"],
  ...["teams.members", "teams.myInvitations", "teams.rename"],
]);

describe("another team", () => {
  test.each(Object.keys(attempts))("finds nothing of ours through %s", async (name) => {
    const error = await attempts[name]?.(as(stranger)).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(TRPCError);
    expect((error as TRPCError).code).toBe("NOT_FOUND");
  });

  test("cannot put a version of ours into a basket of its own", async () => {
    const caller = as(stranger);
    const { id } = await caller.baskets.create({ name: "Theirs", description: "" });
    const members = [{ strategyVersionId: ours.version, weight: 1 }];
    await expect(caller.baskets.setMembers({ id, members })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("sees none of our rows in its lists", async () => {
    const caller = as(stranger);
    const lists = [
      await caller.strategies.list(),
      await caller.backtests.list({}),
      await caller.runs.list(),
      await caller.sweeps.list({}),
      await caller.subscriptions.list(),
      await caller.apiKeys.list(),
      await caller.brokers.accounts(),
      (await caller.runs.venues()).accounts,
      await caller.jobs.list(),
      (await caller.jobs.queue()).jobs,
      (await caller.marketplace.list()).items,
      await caller.teams.invitations(),
      (await caller.audit.list({})).events.filter((event) => !event.chain.endsWith(stranger.context.team.id)),
      (await caller.teams.members()).filter((member) => member.userId !== stranger.context.user.id),
    ];
    expect(lists.map((list) => list.length)).toEqual(lists.map(() => 0));
  });

  test("is tried on every procedure that takes the id of something a team owns", () => {
    const untried = Object.keys(appRouter._def.procedures).filter((path) => !(path in attempts) && !ownOnly.has(path));
    expect(untried).toEqual([]);
  });
});
