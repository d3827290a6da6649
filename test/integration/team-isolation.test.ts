import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let stranger: Member;
let ours: Record<"strategy" | "version" | "basket" | "apiKey" | "invitation" | "member" | "backtest", string>;

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
  await caller.baskets.setMembers({ id: basket, members: [{ strategyVersionId: version, weight: 1 }] });
  const apiKey = (await caller.apiKeys.create({ name: "k", scopes: ["strategies:read"] })).id;
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
  ours = { strategy, version, basket, apiKey, invitation, member: colleague.context.user.id, backtest };
});
afterAll(() => platform.close());

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
  "baskets.get": (caller) => caller.baskets.get({ id: ours.basket }),
  "baskets.archive": (caller) => caller.baskets.archive({ id: ours.basket }),
  "baskets.setMembers": (caller) =>
    caller.baskets.setMembers({ id: ours.basket, members: [{ strategyVersionId: ours.version, weight: 1 }] }),
  "baskets.publish": (caller) =>
    caller.baskets.publish({
      id: ours.basket,
      title: "Taken",
      rationale: "Because it was there.",
      visibility: "public",
    }),
  "backtests.get": (caller) => caller.backtests.get({ id: ours.backtest }),
  "backtests.cancel": (caller) => caller.backtests.cancel({ id: ours.backtest }),
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
      await caller.subscriptions.list(),
      await caller.apiKeys.list(),
      await caller.teams.invitations(),
      (await caller.audit.list({})).events.filter((event) => !event.chain.endsWith(stranger.context.team.id)),
      (await caller.teams.members()).filter((member) => member.userId !== stranger.context.user.id),
    ];
    expect(lists.map((list) => list.length)).toEqual(lists.map(() => 0));
  });

  test("is not entered by switching to it", async () => {
    const { id } = await makeTeam(platform.db, "Third");
    await expect(as(stranger).teams.switch({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
