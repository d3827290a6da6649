import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export const accountDayStates = ["agrees", "differs", "not-compared"] as const;
export type AccountDayState = (typeof accountDayStates)[number];

export type AccountDayRow = {
  /** The exchange's date. */
  readonly day: string;
  readonly state: AccountDayState;
  readonly takenAt: Date;
  readonly report: unknown;
};

const toDate = (day: string): Date => new Date(`${day}T00:00:00Z`);
const toRow = ({ day, state, ...row }: { day: Date; state: string; takenAt: Date; report: unknown }): AccountDayRow => {
  return { ...row, day: day.toISOString().slice(0, 10), state: state as AccountDayState };
};
const columns = { day: true, state: true, takenAt: true, report: true } satisfies Prisma.AccountDaySelect;

/** Stores what a day has come to; returns false where it was stored before. */
export async function insertAccountDay(
  tx: Transaction,
  accountId: string,
  { day, state, report }: Pick<AccountDayRow, "day" | "state"> & { readonly report: object },
): Promise<boolean> {
  const data = { accountId, day: toDate(day), state, report: report as Prisma.InputJsonObject };
  const { count } = await tx.accountDay.createMany({ data, skipDuplicates: true });
  return count === 1;
}

export async function findAccountDay(db: Queryable, accountId: string, day: string): Promise<AccountDayRow | null> {
  const row = await db.accountDay.findUnique({
    where: { accountId_day: { accountId, day: toDate(day) } },
    select: columns,
  });
  return row && toRow(row);
}

/** Returns the days of an account before another, the latest first. */
export async function listAccountDays(
  db: Queryable,
  accountId: string,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<AccountDayRow[]> {
  const where = { accountId, ...(before === null ? {} : { day: { lt: toDate(before) } }) };
  const rows = await db.accountDay.findMany({ where, orderBy: { day: "desc" }, take: limit, select: columns });
  return rows.map(toRow);
}

export type OwnedByRun = {
  readonly exchange: string;
  readonly symbol: string;
  /** Null for orders of no run. */
  readonly runId: string | null;
  readonly run: string | null;
  readonly quantity: string;
};

/** Returns what the orders of each run have come to on an account, by instrument; quantities are signed. */
export async function sumFillsByRun(db: Queryable, accountId: string): Promise<OwnedByRun[]> {
  return db.$queryRaw<OwnedByRun[]>`
    WITH own AS (
      SELECT request->'instrument'->>'exchange' AS exchange, request->'instrument'->>'symbol' AS symbol, run_id,
             sum(CASE WHEN request->>'side' = 'buy' THEN filled_quantity ELSE -filled_quantity END) AS quantity
      FROM broker_orders WHERE account_id = ${accountId} AND filled_quantity > 0
      GROUP BY 1, 2, 3
    )
    SELECT exchange, symbol, run_id AS "runId", strategies.name AS run, trim_scale(quantity)::text AS quantity
    FROM own
    LEFT JOIN runs ON runs.id = run_id
    LEFT JOIN strategy_versions ON strategy_versions.id = runs.strategy_version_id
    LEFT JOIN strategies ON strategies.id = strategy_versions.strategy_id
    WHERE quantity <> 0
    ORDER BY exchange, symbol, run_id`;
}

export type DayFillRow = {
  readonly runId: string;
  readonly run: string;
  readonly order: string;
  readonly symbol: string;
  readonly side: "buy" | "sell";
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly time: Date;
  readonly venue: unknown;
};

type Span = { readonly from: Date; readonly to: Date };

/** Returns what the runs of an account have traded from one moment to before another, oldest first. */
export async function listFillsOfAccount(db: Queryable, accountId: string, { from, to }: Span): Promise<DayFillRow[]> {
  return db.$queryRaw<DayFillRow[]>`
    SELECT fills.run_id AS "runId", strategies.name AS run, fills.order_id AS order, fills.symbol, fills.side,
           fills.quantity::float8 AS quantity, fills.price::float8 AS price, fills.fee::float8 AS fee, fills.time, runs.venue
    FROM runs
    JOIN fills ON fills.run_id = runs.id
    JOIN strategy_versions ON strategy_versions.id = runs.strategy_version_id
    JOIN strategies ON strategies.id = strategy_versions.strategy_id
    WHERE runs.account_id = ${accountId} AND fills.time >= ${from} AND fills.time < ${to}
    ORDER BY fills.time, fills.run_id, fills.sequence, fills.ordinal`;
}

/** Returns how many orders of an account were asked for from one moment to before another, by what they have come to. */
export async function countOrdersOfAccount(
  db: Queryable,
  accountId: string,
  { from, to }: Span,
): Promise<Record<string, number>> {
  const groups = await db.brokerOrder.groupBy({
    by: ["status"],
    where: { accountId, createdAt: { gte: from, lt: to } },
    _count: { _all: true },
    orderBy: { status: "asc" },
  });
  return Object.fromEntries(groups.map(({ status, _count }) => [status, _count._all]));
}

export type TradingAccount = {
  readonly id: string;
  readonly teamId: string;
  readonly broker: string;
  /** When it was linked. */
  readonly since: Date;
};

/** Returns the linked accounts that runs have ever given orders to. */
export async function listTradingAccounts(db: Queryable): Promise<TradingAccount[]> {
  const where = { unlinkedAt: null, orders: { some: {} } };
  const select = { id: true, teamId: true, broker: true, createdAt: true };
  const rows = await db.brokerAccount.findMany({ where, select, orderBy: { id: "asc" } });
  return rows.map(({ createdAt: since, ...row }) => ({ ...row, since }));
}
