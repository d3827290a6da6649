import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type AccountGuard = { readonly teamId: string; readonly haltedAt: Date | null; readonly limits: unknown };

export async function readAccountGuard(db: Queryable, id: string): Promise<AccountGuard> {
  const [guard] = await db.$queryRaw<AccountGuard[]>`
    SELECT team_id AS "teamId", halted_at AS "haltedAt", limits FROM broker_accounts WHERE id = ${id}`;
  if (guard === undefined) throw new Error(`there is no account "${id}"`);
  return guard;
}

type Moment = {
  readonly held: number;
  readonly exposure: number | null;
  readonly marginUsed: number | null;
  readonly dayResult: number | null;
  readonly drawdown: number | null;
  readonly ordersLastMinute: number;
};

/**
 * Returns what the runs of an account hold and have made, by their last marks: the day's result against the last mark before the day
 * (UTC), or the money that a run began with; money that was moved between members of a basket is neither profit nor loss. The margin in use is what the broker said last, with the whole value of what was entered since;
 * unknown where that is older than three minutes.
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
    ), moved AS (
      SELECT latest.id, event.sequence, (event.payload->>'amount')::numeric AS amount, mark.time
      FROM latest JOIN run_inbox AS event ON event.run_id = latest.id AND event.kind = 'transfer'
      JOIN marks AS mark ON mark.run_id = latest.id AND mark.sequence = event.sequence
    ), stretch AS (
      SELECT id, since, lead(since) OVER (PARTITION BY id ORDER BY since) AS until
      FROM (SELECT id, 0 AS since FROM latest UNION SELECT id, sequence FROM moved) AS beginning
    ), peak AS (
      SELECT stretch.id, max(best.equity + coalesce(later.amount, 0)) AS equity
      FROM stretch
      CROSS JOIN LATERAL (
        SELECT max(equity) AS equity FROM marks
        WHERE run_id = stretch.id AND sequence >= stretch.since AND (stretch.until IS NULL OR sequence < stretch.until)
      ) AS best
      CROSS JOIN LATERAL (
        SELECT sum(amount) AS amount FROM moved WHERE moved.id = stretch.id AND moved.sequence > stretch.since
      ) AS later
      GROUP BY stretch.id
    ), result AS (
      SELECT latest.equity - coalesce((
               SELECT equity FROM marks WHERE run_id = latest.id AND time < date_trunc('day', now(), 'UTC')
               ORDER BY sequence DESC LIMIT 1) + coalesce((
               SELECT sum(amount) FROM moved WHERE moved.id = latest.id AND moved.time >= date_trunc('day', now(), 'UTC')
             ), 0), latest.capital) AS day,
             greatest(peak.equity, latest.capital) - latest.equity AS down
      FROM latest JOIN peak ON peak.id = latest.id
    ), held AS (
      SELECT latest.universe->>((position->>'lane')::int) AS symbol, (position->>'quantity')::float8 AS quantity,
             (position->>'lastPrice')::float8 AS price
      FROM latest CROSS JOIN LATERAL jsonb_array_elements(latest.positions) AS position
    )
    SELECT
      (SELECT coalesce(sum(quantity), 0)::float8 FROM held WHERE symbol = ${symbol}) AS held,
      (SELECT coalesce(sum(abs(quantity * price)), 0)::float8 FROM held) AS exposure,
      (SELECT (account.margin_used + sent.value)::float8
       FROM broker_accounts AS account CROSS JOIN LATERAL (
         SELECT CASE WHEN count(*) = count(expected_value) THEN coalesce(sum(expected_value), 0) END AS value
         FROM broker_orders
         WHERE account_id = ${accountId} AND request->>'role' = 'entry' AND status <> 'rejected'
           AND created_at >= account.margin_read_at
       ) AS sent
       WHERE account.id = ${accountId} AND account.margin_read_at > clock_timestamp() - interval '3 minutes')
        AS "marginUsed",
      (SELECT coalesce(sum(day), 0)::float8 FROM result) AS "dayResult",
      (SELECT coalesce(sum(down), 0)::float8 FROM result) AS drawdown,
      (SELECT count(*)::int FROM broker_orders WHERE account_id = ${accountId} AND request->>'role' = 'entry'
         AND slice = 0 AND created_at > clock_timestamp() - interval '1 minute') AS "ordersLastMinute"`;
  return row ?? { held: 0, exposure: null, marginUsed: null, dayResult: null, drawdown: null, ordersLastMinute: 0 };
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

/** Keeps what a broker says of the margin in use at a moment. */
export async function storeMargin(
  db: Queryable,
  id: string,
  { used, at }: { readonly used: string; readonly at: Date },
): Promise<void> {
  await db.brokerAccount.updateMany({ where: { id }, data: { marginUsed: used, marginReadAt: at } });
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
