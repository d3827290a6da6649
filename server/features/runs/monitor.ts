import { z } from "zod";
import { brokerOf } from "../../brokers/registry.ts";
import { readPulse } from "../../db/repositories/broker-feeds.ts";
import { type FeedRow, findFeed } from "../../db/repositories/feeds.ts";
import { listOrderEvents, listOwned, readAccountPulse } from "../../db/repositories/run-monitor.ts";
import { AppError } from "../../errors/app-error.ts";
import { dueIndex } from "../../live/advance-feed.ts";
import { openFeedSource } from "../../live/feed-source.ts";
import type { Context } from "../../trpc/context.ts";
import type { OrderEventDto, RunMonitorDto } from "./dto.ts";
import { plainReason } from "./plain-reason.ts";
import { requireRun } from "./service.ts";

/** Returns how the surroundings of a run on a linked account are: session, feed, outbox, and what is owned there. */
export async function getMonitor(context: Context, id: string): Promise<RunMonitorDto> {
  const { db } = context;
  const run = await requireRun(context, id);
  const { account } = run;
  if (account === null)
    throw new AppError("not-possible-now", { message: "This run trades on paper: it has no broker." });
  const [pulse, owned, feed] = await Promise.all([
    readAccountPulse(db, account.id),
    listOwned(db, account.id, id),
    findFeed(db, run.feedId),
  ]);
  const now = Date.now();
  const isOver = pulse.sessionExpiresAt !== null && pulse.sessionExpiresAt.getTime() <= now;
  const due = feed === null ? null : dueIndex(feed, await endOf(feed), now);
  const stream = feed?.kind === "broker" ? await readPulse(db, feed.id) : null;
  const behind =
    feed === null || due === null || feed.lastBarIndex === null ? null : Math.max(0, due - feed.lastBarIndex);
  const { rates } = brokerOf(account.broker).capabilities;
  const perMinute = rates.find(({ scope, perMilliseconds }) => scope === "orders" && perMilliseconds === 60_000);
  return {
    session:
      pulse.sessionUser === null || isOver
        ? null
        : { user: pulse.sessionUser, expiresAt: pulse.sessionExpiresAt?.toISOString() ?? null },
    reconciledAt: pulse.reconciledAt?.toISOString() ?? null,
    review: pulse.review,
    haltedAt: pulse.haltedAt?.toISOString() ?? null,
    barsBehind: behind,
    waitingEvents: run.inboxSequence - run.lastSequence,
    ordersLastMinute: pulse.ordersLastMinute,
    ordersAllowed: perMinute?.calls ?? null,
    unknownOrders: pulse.unknownOrders,
    stream: stream && {
      ...stream,
      state: StreamState.catch("connecting").parse(stream.state),
      heardAt: stream.heardAt?.toISOString() ?? null,
    },
    owned,
  };
}

/** A broker's feed goes on for good. */
async function endOf(feed: FeedRow): Promise<{ readonly lastIndex: number }> {
  return feed.kind === "broker" ? { lastIndex: Number.POSITIVE_INFINITY } : openFeedSource(feed);
}

const StreamState = z.enum(["connecting", "open", "waiting", "closed", "filling"]);
const Detail = z.looseObject({
  reason: z.string().nullish(),
  outcome: z.string().nullish(),
  filledQuantity: z.string().nullish(),
});

/** Returns what happened to an order at the broker, in words. */
export async function listOrderTimeline(
  context: Context,
  { id, number }: { readonly id: string; readonly number: number },
): Promise<OrderEventDto[]> {
  await requireRun(context, id);
  const rows = await listOrderEvents(context.db, id, number);
  return rows.map(({ detail, receivedAt, ...row }) => {
    const { reason, outcome, filledQuantity } = Detail.parse(detail);
    const said = reason ?? outcome ?? null;
    return {
      ...row,
      at: receivedAt.toISOString(),
      filled: filledQuantity ?? null,
      reason: said,
      advice: said === null ? null : plainReason(said),
    };
  });
}
