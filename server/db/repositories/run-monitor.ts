import type { Queryable } from "../client.ts";

export type OwnedRow = { readonly symbol: string; readonly run: string; readonly account: string };

/** Returns what a run, and all runs of its account, own at the broker by their fills; signed, by the broker's symbol. */
export async function listOwned(db: Queryable, accountId: string, runId: string): Promise<OwnedRow[]> {
  return db.$queryRaw<OwnedRow[]>`
    WITH fills AS (
      SELECT request->'instrument'->>'symbol' AS symbol, run_id,
             CASE WHEN request->>'side' = 'buy' THEN filled_quantity ELSE -filled_quantity END AS quantity
      FROM broker_orders WHERE account_id = ${accountId}
    )
    SELECT symbol, trim_scale(coalesce(sum(quantity) FILTER (WHERE run_id = ${runId}), 0))::text AS run,
           trim_scale(sum(quantity))::text AS account
    FROM fills GROUP BY symbol HAVING bool_or(run_id = ${runId}) ORDER BY symbol`;
}

export type AccountPulse = {
  readonly sessionUser: string | null;
  readonly sessionExpiresAt: Date | null;
  readonly reconciledAt: Date | null;
  readonly review: string | null;
  readonly haltedAt: Date | null;
  readonly ordersLastMinute: number;
  /** Orders whose fate nobody knows yet. */
  readonly unknownOrders: number;
};

export async function readAccountPulse(db: Queryable, id: string): Promise<AccountPulse> {
  const select = { sessionUser: true, sessionExpiresAt: true, reconciledAt: true, review: true, haltedAt: true };
  const [account, ordersLastMinute, unknownOrders] = await Promise.all([
    db.brokerAccount.findUniqueOrThrow({ where: { id }, select }),
    db.brokerCommand.count({ where: { accountId: id, sentAt: { gt: new Date(Date.now() - 60_000) } } }),
    db.brokerOrder.count({ where: { accountId: id, status: "unknown" } }),
  ]);
  return { ...account, ordersLastMinute, unknownOrders };
}

export type OrderEventRow = {
  readonly clientOrderId: string;
  readonly sequence: number;
  readonly source: string;
  readonly status: string;
  readonly detail: unknown;
  readonly receivedAt: Date;
};

/** Returns what happened to an order of a run at its broker, oldest first. */
export async function listOrderEvents(db: Queryable, runId: string, orderNumber: number): Promise<OrderEventRow[]> {
  const rows = await db.brokerOrderEvent.findMany({
    where: { order: { runId, orderNumber } },
    orderBy: [{ receivedAt: "asc" }, { sequence: "asc" }],
    take: 200,
    select: {
      sequence: true,
      source: true,
      status: true,
      detail: true,
      receivedAt: true,
      order: { select: { clientOrderId: true } },
    },
  });
  return rows.map(({ order, ...row }) => ({ ...row, clientOrderId: order.clientOrderId }));
}
