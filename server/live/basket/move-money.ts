import { planMoves } from "@/graph-runtime/analytics/portfolio/plan-moves.ts";
import { appendAudit } from "../../audit/append.ts";
import type { Database } from "../../db/client.ts";
import {
  lockMemberRuns,
  lockWatch,
  readMemberMoney,
  storeWatch,
  type WatchedRow,
} from "../../db/repositories/basket-watch.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import { subjectOf, tellReaders } from "./tell-readers.ts";
import { WatchState } from "./watch-state.ts";

/**
 * Moves what is due between those members that hold nothing, and returns the shards to wake. Every run is locked and has worked off its
 * inbox, so that the transfer is the next thing that happens to it: it reaches no position. Who gives and who receives get it in one
 * transaction, together with what is open afterwards, so that nothing is moved twice and nothing is lost.
 */
export async function moveMoney(db: Database, row: WatchedRow): Promise<number[]> {
  return db.$transaction(async (tx) => {
    await lockMemberRuns(tx, row);
    const state = WatchState.parse(await lockWatch(tx, row));
    const { due } = state.rebalance;
    if (due === null || state.watch === null || state.watch.hold !== null) return [];
    const { time } = state.watch;
    const money = (await readMemberMoney(tx, row)).filter(({ runId }) => runId in due.shares);
    // what the watch has not yet seen of a run would look like a loss or a gain of the basket
    const members = money.map(({ runId, equity, isStill, ...rest }) => ({
      id: runId,
      equity,
      share: due.shares[runId] ?? 0,
      open: due.open[runId] ?? 0,
      isStill: isStill && rest.time === time,
    }));
    const { moves, open } = planMoves(members);
    const isOver = Object.keys(open).length === 0;
    if (moves.size === 0 && !isOver) return [];
    const day = new Date(due.since).toISOString().slice(0, 10);
    const shards: number[] = [];
    for (const [runId, amount] of moves) {
      const way = amount < 0 ? "taken out" : "brought in";
      const reason = `basket: ${Math.abs(amount).toFixed(2)} ${way} to restore the members' shares of ${day}`;
      const payload = { amount, reason, actor: "system", time };
      const shard = await appendToRun(tx, runId, { key: `rebalance:${time}`, kind: "transfer", payload });
      if (shard !== null) shards.push(shard);
    }
    const last = moves.size === 0 ? state.rebalance.last : { time, moves: Object.fromEntries(moves) };
    await storeWatch(tx, row, { ...state, rebalance: { due: isOver ? null : { ...due, open }, last } });
    if (moves.size === 0) return [];
    await appendAudit(tx, {
      chain: `team:${row.teamId}`,
      teamId: row.teamId,
      actor: "system",
      action: "basket.rebalanced",
      detail: { ...subjectOf(row), time, shares: due.shares, moves: Object.fromEntries(moves), open },
    });
    await tellReaders(tx, row, "rebalanced");
    return shards;
  });
}
