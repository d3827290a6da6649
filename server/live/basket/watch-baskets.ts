import { canMove } from "@/graph-runtime/analytics/portfolio/due-moves.ts";
import type { BasketHold } from "@/graph-runtime/risk/basket-limits.ts";
import { appendAudit } from "../../audit/append.ts";
import type { Database } from "../../db/client.ts";
import {
  type BasketRef,
  listWatched,
  lockMemberRuns,
  marksAfter,
  replaceWatch,
  type WatchedMark,
  type WatchedRow,
} from "../../db/repositories/basket-watch.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";
import { BasketSettings } from "../../features/baskets/dto.ts";
import { fallDue } from "./fall-due.ts";
import { followMarks, membersOf } from "./follow-marks.ts";
import { holdMembers } from "./hold-members.ts";
import { moveMoney } from "./move-money.ts";
import { subjectOf, tellReaders } from "./tell-readers.ts";
import { WatchState } from "./watch-state.ts";

/**
 * Holds baskets, of subscribers and of the platform's twins, against their limits over all members, from the marks that their runs have
 * left, and moves money between their members by their rule. What holds a basket, or lets it go, is one transaction together with the
 * watch that it follows from, which only one process can replace: it happens once. Returns the shards that have something to do.
 */
export async function watchBaskets(db: Database, baskets: readonly BasketRef[]): Promise<number[]> {
  const woken: number[] = [];
  for (const row of await listWatched(db, baskets)) {
    const { shards, isDue } = await watchOne(db, row);
    woken.push(...shards, ...(isDue ? await moveMoney(db, row) : []));
  }
  return woken;
}

type Watched = { readonly shards: readonly number[]; readonly isDue: boolean };
const nothing: Watched = { shards: [], isDue: false };

/** Returns the shards to wake, and whether money waits to be moved. */
async function watchOne(db: Database, row: WatchedRow): Promise<Watched> {
  const state = WatchState.parse(row.watch);
  const active = membersOf(state, row.runs).filter(({ isActive }) => isActive);
  const seen = active.map(({ id }) => ({ runId: id, after: state.seen[id] ?? 0 }));
  const marks = await marksAfter(db, seen, state.watch?.time ?? null);
  const rule = BasketSettings.parse(row.basket);
  const followed = followMarks(state, rule.limits, { runs: row.runs, marks });
  if (followed.watch === null || followed.watch.time === state.watch?.time) return nothing;
  const next = await fallDue(db, { row, rule, before: state, after: followed, marks });
  const change = { before: row.watchText, after: next };
  const [before, hold] = [state.watch?.hold ?? null, followed.watch.hold];
  if (before?.kind === hold?.kind) {
    const isOurs = await replaceWatch(db, row, change);
    return { shards: [], isDue: isOurs && hold === null && mayMove(next, marks) };
  }
  const { time, equity } = followed.watch;
  const shards = await db.$transaction(async (tx) => {
    await lockMemberRuns(tx, row);
    if (!(await replaceWatch(tx, row, change))) return [];
    const { teamId, settings } = row;
    const key = `basket:${hold?.kind ?? "released"}:${time}`;
    const shards = await holdMembers(tx, { basket: row, settings, hold, key, actor: "system" });
    await appendAudit(tx, {
      chain: `team:${teamId}`,
      teamId,
      actor: "system",
      action: hold === null ? "basket.limit-released" : "basket.limit-reached",
      detail: { ...subjectOf(row), time, equity, before, hold, runIds: active.map(({ id }) => id) },
    });
    await tellOwner(tx, row, hold, time);
    await tellReaders(tx, row, "limits");
    return shards;
  });
  return { shards, isDue: false };
}

/** Returns whether one that is to give and one that is to receive hold nothing at the last bar: without both, nothing is locked. */
function mayMove({ rebalance: { due }, watch }: WatchState, marks: readonly WatchedMark[]): boolean {
  if (due === null) return false;
  const flat = marks.filter(({ time, gross }) => time === watch?.time && gross === 0);
  return canMove(
    due,
    flat.map(({ runId }) => runId),
  );
}

async function tellOwner(
  tx: Parameters<typeof notifyTeam>[0],
  { kind, id, teamId, title }: WatchedRow,
  hold: BasketHold | null,
  time: number,
): Promise<void> {
  if (hold === null || kind === "twin") return;
  const does = hold.closes ? "Every member closes what it holds and enters nothing." : "Nothing is entered meanwhile.";
  await notifyTeam(tx, {
    teamId,
    kind: "limit",
    key: `subscription:${id}:${hold.kind}:${time}`,
    subject: `subscription:${id}`,
    title: `A limit of the basket was reached: ${title}`,
    body: `${hold.reason.charAt(0).toUpperCase()}${hold.reason.slice(1)}. ${does}`,
    href: `/subscriptions/${id}`,
  });
}
