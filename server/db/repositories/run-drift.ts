import type { Queryable } from "../client.ts";
import type { RunWork } from "./runs.ts";
import { toSymbols } from "./runs.ts";

/** An order of a run or of its backtest, as far as they are compared. `time` is the open of the bar on which it was decided. */
export type ComparedOrder = {
  readonly number: number;
  readonly time: number;
  readonly symbol: string;
  readonly side: string;
  readonly role: string;
  readonly type: string;
  readonly nodeId: string;
  readonly status: string;
  readonly filled: number;
  readonly price: number | null;
  /** Why it was asked for, and why it was refused. */
  readonly reason: string;
  readonly refused: string | null;
};

type TwinWork = Pick<RunWork, "id" | "symbols" | "account" | "capital" | "sealed" | "strategyVersionId">;

/** Returns what a run is played again with. */
export async function readTwinWork(db: Queryable, id: string): Promise<TwinWork> {
  const account = { select: { id: true, broker: true } };
  const row = await db.run.findUniqueOrThrow({
    where: { id },
    select: { universe: true, capital: true, sealed: true, strategyVersionId: true, venue: true, account },
  });
  const { universe, venue, account: linked, ...rest } = row;
  return {
    ...rest,
    id,
    symbols: toSymbols(universe),
    capital: row.capital.toNumber(),
    account: linked === null ? null : { ...linked, venue },
  };
}

export type DriftRows = {
  /** Indices of the first and the last bar that was stepped; null before the first. */
  readonly first: number | null;
  readonly last: number | null;
  readonly orders: readonly ComparedOrder[];
  /** Equity by the bar's open time. */
  readonly marks: ReadonlyMap<number, number>;
  /** What the run said of bars on which it did not order, by their open time. */
  readonly decisions: ReadonlyMap<number, string>;
  readonly signals: readonly unknown[];
  /** Money that was moved in or out, in the order in which that was. */
  readonly transfers: readonly unknown[];
  /** Indices of bars that were missed while no worker ran, the last one included. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
};

/** Returns what a run has done, bar by bar. */
export async function listDriftRows(db: Queryable, runId: string): Promise<DriftRows> {
  const [bounds] = await db.$queryRaw<{ first: number | null; last: number | null }[]>`
    SELECT min((inbox.payload->>'index')::float8) AS first, max((inbox.payload->>'index')::float8) AS last
    FROM run_inbox AS inbox JOIN runs ON runs.id = inbox.run_id
    WHERE run_id = ${runId} AND kind = 'bar' AND sequence <= runs.last_sequence`;
  const where = { runId };
  const [orders, marks, decisions, heard, moved, gaps] = await Promise.all([
    db.order.findMany({ where, orderBy: { orderNumber: "asc" } }),
    db.mark.findMany({ where, orderBy: { sequence: "asc" }, select: { time: true, equity: true } }),
    db.decision.findMany({
      where: { runId, OR: [{ action: "denied" }, { reason: { startsWith: "Entries" } }] },
      select: { time: true, reason: true },
    }),
    payloadsOf(db, runId, "signal"),
    payloadsOf(db, runId, "transfer"),
    db.$queryRaw<{ from: number; to: number }[]>`
      SELECT (payload->>'fromIndex')::float8 AS from, (payload->>'toIndex')::float8 AS to
      FROM run_inbox WHERE run_id = ${runId} AND kind = 'gap'`,
  ]);
  return {
    first: bounds?.first ?? null,
    last: bounds?.last ?? null,
    orders: orders.map((row) => ({
      number: row.orderNumber,
      time: row.placedAt.getTime(),
      symbol: row.symbol,
      side: row.side,
      role: row.role,
      type: row.type,
      nodeId: row.nodeId,
      status: row.status,
      filled: row.filledQuantity.toNumber(),
      price: row.averagePrice?.toNumber() ?? null,
      reason: row.reason,
      refused: row.deniedReason,
    })),
    marks: new Map(marks.map(({ time, equity }) => [time.getTime(), equity.toNumber()])),
    decisions: new Map(decisions.map(({ time, reason }) => [time.getTime(), reason])),
    signals: heard,
    transfers: moved,
    gaps,
  };
}

async function payloadsOf(db: Queryable, runId: string, kind: "signal" | "transfer"): Promise<unknown[]> {
  const select = { payload: true };
  const rows = await db.runInbox.findMany({ where: { runId, kind }, orderBy: { sequence: "asc" }, select });
  return rows.map(({ payload }) => payload);
}
