import type { Queryable } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { flowOf } from "./money-flow.ts";
import { type OrderRow, toOrderRow } from "./run-reads.ts";

/** What a member made since its first bar, and its twin over the same time; as fractions, null where either is unknown. */
export type DriftRow = { readonly runId: string; readonly own: number | null; readonly twin: number | null };

export async function driftRows(db: Queryable, subscriptionId: string): Promise<DriftRow[]> {
  return db.$queryRaw<DriftRow[]>`
    SELECT run.id AS "runId", own.factor * (last.equity / nullif(start.equity, 0))::float8 - 1 AS own,
      twin_flow.factor * (twin_last.equity / nullif(twin_start.equity, 0))::float8 - 1 AS twin
    FROM runs run
    JOIN subscriptions s ON s.id = run.subscription_id
    LEFT JOIN LATERAL (SELECT equity, time FROM marks WHERE run_id = run.id ORDER BY sequence LIMIT 1) AS start ON true
    LEFT JOIN LATERAL (SELECT equity, time FROM marks WHERE run_id = run.id ORDER BY sequence DESC LIMIT 1) AS last ON true
    LEFT JOIN runs twin ON twin.listing_version_id = s.listing_version_id AND twin.member_ordinal = run.member_ordinal
      AND twin.stopped_at IS NULL
    LEFT JOIN LATERAL (
      SELECT equity FROM marks WHERE run_id = twin.id AND time >= start.time ORDER BY time, sequence LIMIT 1
    ) AS twin_start ON true
    LEFT JOIN LATERAL (
      SELECT equity FROM marks WHERE run_id = twin.id AND time <= last.time ORDER BY sequence DESC LIMIT 1
    ) AS twin_last ON true
    CROSS JOIN LATERAL (${flowOf(Prisma.sql`run.id`, Prisma.sql`start.time`, Prisma.sql`last.time`)}) AS own
    CROSS JOIN LATERAL (${flowOf(Prisma.sql`twin.id`, Prisma.sql`start.time`, Prisma.sql`last.time`)}) AS twin_flow
    WHERE run.subscription_id = ${subscriptionId} AND run.stopped_at IS NULL
    ORDER BY run.member_ordinal`;
}

export type MemberOrderRow = OrderRow & { readonly runId: string; readonly strategyName: string };

/** Returns the newest orders of all runs of a subscription. */
export async function listMemberOrderRows(
  db: Queryable,
  subscriptionId: string,
  limit: number,
): Promise<MemberOrderRow[]> {
  const rows = await db.order.findMany({
    where: { run: { subscriptionId } },
    orderBy: [{ placedAt: "desc" }, { id: "desc" }],
    take: limit,
    include: { run: { select: { id: true, strategyVersion: { select: { name: true } } } } },
  });
  return rows.map(({ run, ...row }) => ({
    ...toOrderRow(row),
    runId: run.id,
    strategyName: run.strategyVersion.name,
  }));
}
