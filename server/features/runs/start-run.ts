import { randomUUID } from "node:crypto";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { hoursAround, placeIn, type RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import { recordForTeam } from "../../audit/record.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { Transaction } from "../../db/client.ts";
import { findSealedAccount, listBrokerAccounts } from "../../db/repositories/broker-accounts.ts";
import { resumeFeed } from "../../db/repositories/broker-feeds.ts";
import { findFeed } from "../../db/repositories/feeds.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";
import { findRun, insertRuns, startDraft } from "../../db/repositories/runs.ts";
import { AppError } from "../../errors/app-error.ts";
import { openFeedSource } from "../../live/feed-source.ts";
import { shardOf } from "../../live/shards.ts";
import type { Context } from "../../trpc/context.ts";
import { getStrategy, saveVersion } from "../strategies/service.ts";
import type { StartRunRequest, VenuesDto } from "./dto.ts";
import { computedFeedId, marketOf } from "./run-market.ts";
import { obstacleOf } from "./venue-of.ts";

/** Returns where a run of the team may send its orders, and what stands in the way. */
export async function listVenues({ db, team }: Context): Promise<VenuesDto> {
  const now = Date.now();
  const feed = await findFeed(db, computedFeedId);
  const symbols = feed === null ? [] : (await openFeedSource(feed)).instruments.map(({ symbol }) => symbol);
  const accounts = (await listBrokerAccounts(db, team.id)).map((account) => {
    const { title, capabilities } = brokerOf(account.broker);
    return {
      accountId: account.id,
      label: account.label,
      broker: title,
      environment: account.environment,
      products: [...capabilities.products],
      obstacle: obstacleOf(account, now, "computed"),
      ownObstacle: obstacleOf(account, now, "own"),
    };
  });
  return { symbols, accounts };
}

/** Starts a run of the newest draft of a strategy, which becomes a version that never changes. */
export async function startRun(context: Context, request: StartRunRequest): Promise<{ runId: string }> {
  const { db, team, user } = context;
  const strategy = await getStrategy(context, request.strategyId);
  const { account: wanted, schedule = null, isDraft = false } = request;
  refuseIdleSchedule(schedule);
  const market = await marketOf(context, { name: strategy.name, document: strategy.draft }, request);
  const { symbols, account } = market;
  const { versionId } = await saveVersion(context, { id: strategy.id, revision: strategy.revision });
  const id = randomUUID();
  await db.$transaction(async (tx) => {
    await market.join(tx);
    const place = { feedId: market.feedId, symbols, shard: shardOf(id), account };
    const capital = request.capital.toFixed(2);
    const run = { id, teamId: team.id, strategyVersionId: versionId, owner: {}, capital, createdBy: user.id };
    const status = isDraft ? "draft" : statusAtStart(schedule);
    await insertRuns(tx, [{ ...run, ...place, schedule, status }]);
    const detail = {
      runId: id,
      versionId,
      symbols,
      capital,
      accountId: wanted?.id ?? null,
      schedule,
      feedId: market.feedId,
    };
    await recordForTeam(tx, context, isDraft ? "run.drafted" : "run.started", detail);
    if (!isDraft) await tellStarted(tx, context, { id, name: strategy.name, isPaper: account === undefined });
  });
  return { runId: id };
}

/** Starts a run that was prepared. Whether its account can trade is looked at again. */
export async function launchRun(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    const run = await findRun(tx, team.id, id);
    if (run === null) throw new AppError("not-found", { what: "run", id });
    const account = run.account === null ? null : await findSealedAccount(tx, run.account.id, team.id);
    const obstacle =
      account === null ? null : obstacleOf(account, Date.now(), run.feedKind === "broker" ? "own" : "computed");
    if (obstacle !== null) throw new AppError("not-possible-now", { message: obstacle });
    await resumeFeed(tx, run.feedId, Date.now());
    if (!(await startDraft(tx, id, statusAtStart(run.schedule)))) {
      throw new AppError("not-possible-now", { message: "This run was started or discarded already." });
    }
    await recordForTeam(tx, context, "run.started", { runId: id, versionId: run.strategyVersionId });
    await tellStarted(tx, context, { id, name: run.strategyName, isPaper: run.account === null });
  });
}

function statusAtStart(schedule: RunSchedule | null): "scheduled" | "waiting" {
  const now = Date.now();
  return schedule === null || placeIn(schedule, hoursAround(schedule, now), now).isOpen ? "waiting" : "scheduled";
}

type Started = { readonly id: string; readonly name: string; readonly isPaper: boolean };

async function tellStarted(tx: Transaction, { team, user }: Context, { id, name, isPaper }: Started): Promise<void> {
  await notifyTeam(tx, {
    teamId: team.id,
    kind: "run.started",
    key: `run:${id}:started`,
    subject: `run:${id}`,
    title: `Started: ${name}`,
    body: `${user.name} started a run of it on ${isPaper ? "paper" : "a linked account"}.`,
    href: `/runs/${id}`,
  });
}

/** A schedule that never opens is a mistake, not a wish. */
function refuseIdleSchedule(schedule: RunSchedule | null): void {
  if (schedule === null || hoursAround(schedule, Date.now()) !== null) return;
  const message = `${calendars[schedule.sessions].name} has no session in these hours within the next year. Choose other days or hours.`;
  throw new AppError("invalid-input", { message });
}
