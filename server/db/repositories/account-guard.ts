import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type AccountGuard = { readonly teamId: string; readonly haltedAt: Date | null; readonly limits: unknown };

export async function readAccountGuard(db: Queryable, id: string): Promise<AccountGuard> {
  const select = { teamId: true, haltedAt: true, limits: true };
  return db.brokerAccount.findUniqueOrThrow({ where: { id }, select });
}

type Moment = {
  readonly held: number;
  readonly exposure: number | null;
  readonly dayResult: number | null;
  readonly drawdown: number | null;
  readonly ordersLastMinute: number;
};

/**
 * Returns what the runs of an account hold and have made, by their last marks: the day's result against the last mark before the day
 * (UTC), or the money that a run began with.
 */
export async function readAccountMoment(db: Queryable, accountId: string, symbol: string): Promise<Moment> {
  const [row] = await db.$queryRaw<Moment[]>`
    WITH own AS (
      SELECT id, capital, universe FROM runs WHERE account_id = ${accountId}
    ), latest AS (
      SELECT own.id, own.capital, own.universe, mark.equity, mark.positions, mark.time
      FROM own JOIN LATERAL (
        SELECT equity, positions, time FROM marks WHERE run_id = own.id ORDER BY sequence DESC LIMIT 1
      ) AS mark ON true
    ), result AS (
      SELECT latest.equity - coalesce((
               SELECT equity FROM marks WHERE run_id = latest.id AND time < date_trunc('day', now(), 'UTC')
               ORDER BY sequence DESC LIMIT 1), latest.capital) AS day,
             greatest((SELECT max(equity) FROM marks WHERE run_id = latest.id), latest.capital) - latest.equity AS down
      FROM latest
    ), held AS (
      SELECT latest.universe->>((position->>'lane')::int) AS symbol, (position->>'quantity')::float8 AS quantity,
             (position->>'lastPrice')::float8 AS price
      FROM latest CROSS JOIN LATERAL jsonb_array_elements(latest.positions) AS position
    )
    SELECT
      (SELECT coalesce(sum(quantity), 0)::float8 FROM held WHERE symbol = ${symbol}) AS held,
      (SELECT coalesce(sum(abs(quantity * price)), 0)::float8 FROM held) AS exposure,
      (SELECT coalesce(sum(day), 0)::float8 FROM result) AS "dayResult",
      (SELECT coalesce(sum(down), 0)::float8 FROM result) AS drawdown,
      (SELECT count(*)::int FROM broker_orders WHERE account_id = ${accountId} AND request->>'role' = 'entry'
         AND slice = 0 AND created_at > clock_timestamp() - interval '1 minute') AS "ordersLastMinute"`;
  return row ?? { held: 0, exposure: null, dayResult: null, drawdown: null, ordersLastMinute: 0 };
}

/** Stops all entries of a linked account of a team, for good; returns false where there is none. */
export async function haltAccount(tx: Transaction, teamId: string, id: string, by: string): Promise<boolean> {
  const data = { haltedAt: new Date(), haltedBy: by };
  const { count } = await tx.brokerAccount.updateMany({ where: { id, teamId, unlinkedAt: null }, data });
  return count === 1;
}

export async function releaseAccount(tx: Transaction, teamId: string, id: string): Promise<void> {
  await tx.brokerAccount.updateMany({ where: { id, teamId }, data: { haltedAt: null, haltedBy: null } });
}

export async function storeLimits(tx: Transaction, teamId: string, id: string, limits: object): Promise<boolean> {
  const data = { limits: limits as Prisma.InputJsonObject };
  const { count } = await tx.brokerAccount.updateMany({ where: { id, teamId, unlinkedAt: null }, data });
  return count === 1;
}

/** Returns the runs of a team that are under way, of one account where it is given, in the order in which they are locked. */
export async function listRunsToKill(tx: Transaction, teamId: string, accountId?: string): Promise<string[]> {
  const where = { teamId, stoppedAt: null, ...(accountId === undefined ? {} : { accountId }) };
  const rows = await tx.run.findMany({ where, orderBy: { id: "asc" }, select: { id: true } });
  return rows.map((row) => row.id);
}
