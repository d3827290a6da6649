import type { Queryable } from "../client.ts";

/** What one run of a team holds of an instrument; `accountId` is null on paper, where every run has an account of its own. */
export type HeldByRun = {
  readonly accountId: string | null;
  readonly accountLabel: string | null;
  readonly symbol: string;
  readonly runId: string;
  readonly subscriptionId: string | null;
  readonly name: string;
  readonly quantity: number;
};

/**
 * Returns who of a team holds what of the instruments that a subscription's members trade, by their last marks: its own runs that trade
 * them, those of other subscriptions and the team's own ones.
 */
export async function listHeldBeside(db: Queryable, teamId: string, subscriptionId: string): Promise<HeldByRun[]> {
  return db.$queryRaw<HeldByRun[]>`
    WITH traded AS (
      SELECT DISTINCT run.account_id, symbol FROM runs run CROSS JOIN LATERAL jsonb_array_elements_text(run.universe) AS symbol
      WHERE run.subscription_id = ${subscriptionId} AND run.team_id = ${teamId} AND run.stopped_at IS NULL
    )
    SELECT run.account_id AS "accountId", account.label AS "accountLabel", traded.symbol, run.id AS "runId",
      run.subscription_id AS "subscriptionId", coalesce(listing.title || ': ', '') || version.name AS name,
      sum((position->>'quantity')::float8) AS quantity
    FROM runs run
    JOIN strategy_versions version ON version.id = run.strategy_version_id
    LEFT JOIN subscriptions s ON s.id = run.subscription_id
    LEFT JOIN listings listing ON listing.id = s.listing_id
    LEFT JOIN broker_accounts account ON account.id = run.account_id
    JOIN LATERAL (SELECT positions FROM marks WHERE run_id = run.id ORDER BY sequence DESC LIMIT 1) AS mark ON true
    CROSS JOIN LATERAL jsonb_array_elements(mark.positions) AS position
    JOIN traded ON traded.account_id IS NOT DISTINCT FROM run.account_id
      AND traded.symbol = run.universe->>((position->>'lane')::int)
    WHERE run.team_id = ${teamId} AND run.stopped_at IS NULL
    GROUP BY run.account_id, account.label, traded.symbol, run.id, run.subscription_id, listing.title, version.name
    ORDER BY account.label NULLS FIRST, traded.symbol, run.id`;
}
