import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export const brokerEnvironments = ["simulated", "paper", "live"] as const;
export type BrokerEnvironment = (typeof brokerEnvironments)[number];
type Bytes = Uint8Array<ArrayBuffer>;

/** A linked account, without its secrets. */
export type BrokerAccountRow = {
  readonly id: string;
  readonly teamId: string;
  readonly broker: string;
  readonly environment: BrokerEnvironment;
  readonly label: string;
  readonly lane: number;
  readonly sessionUser: string | null;
  readonly sessionExpiresAt: Date | null;
  /** Why its books have to be looked at by a person before it enters anything; null where all is well. */
  readonly review: string | null;
  readonly reconciledAt: Date | null;
  readonly createdAt: Date;
  /** When the kill switch was thrown; null while the account may trade. */
  readonly haltedAt: Date | null;
  /** graph-runtime/risk/account-limits.ts */
  readonly limits: unknown;
};

/** The same with everything that was sealed, for those who call the broker. */
export type SealedAccountRow = BrokerAccountRow & { readonly credentials: Bytes; readonly session: Bytes | null };

const columns = {
  id: true,
  teamId: true,
  broker: true,
  environment: true,
  label: true,
  lane: true,
  sessionUser: true,
  sessionExpiresAt: true,
  review: true,
  reconciledAt: true,
  createdAt: true,
  haltedAt: true,
  limits: true,
} satisfies Prisma.BrokerAccountSelect;
const sealedColumns = { ...columns, credentials: true, session: true } satisfies Prisma.BrokerAccountSelect;

type Found = { readonly environment: string };
const typed = <Row extends Found>(row: Row) => ({ ...row, environment: row.environment as BrokerEnvironment });

/** Returns the team's accounts that are linked now, oldest first. */
export async function listBrokerAccounts(db: Queryable, teamId: string): Promise<BrokerAccountRow[]> {
  const where = { teamId, unlinkedAt: null };
  return (await db.brokerAccount.findMany({ where, select: columns, orderBy: { createdAt: "asc" } })).map(typed);
}

/** Returns a linked account with what was sealed; of one team where it is given. */
export async function findSealedAccount(db: Queryable, id: string, teamId?: string): Promise<SealedAccountRow | null> {
  const where = { id, unlinkedAt: null, ...(teamId === undefined ? {} : { teamId }) };
  const row = await db.brokerAccount.findFirst({ where, select: sealedColumns });
  return row && typed(row);
}

/** Returns the number of a linked account's lane. */
export async function findLaneOfAccount(db: Queryable, id: string): Promise<number | null> {
  const row = await db.brokerAccount.findFirst({ where: { id, unlinkedAt: null }, select: { lane: true } });
  return row?.lane ?? null;
}

export async function listSealedAccounts(db: Queryable): Promise<SealedAccountRow[]> {
  return (await db.brokerAccount.findMany({ where: { unlinkedAt: null }, select: sealedColumns })).map(typed);
}

type NewAccount = Pick<BrokerAccountRow, "id" | "teamId" | "broker" | "environment" | "label"> & {
  readonly credentials: Bytes;
  readonly createdBy: string;
};

export async function insertBrokerAccount(tx: Transaction, account: NewAccount): Promise<BrokerAccountRow> {
  return typed(await tx.brokerAccount.create({ data: account, select: columns }));
}

export type StoredSession = {
  readonly session: Bytes;
  readonly sessionUser: string;
  readonly sessionExpiresAt: Date | null;
};

/** Keeps a new session; the login that it came from is used up. */
export async function storeBrokerSession(tx: Transaction, id: string, session: StoredSession): Promise<void> {
  await tx.brokerAccount.update({
    where: { id },
    data: { ...session, loginState: null, loginStateUntil: null },
    select: { id: true },
  });
}

/** Forgets a session that the broker no longer takes; returns whose it was, or null where there was none. */
export async function dropBrokerSession(
  db: Queryable,
  { id, session }: Pick<SealedAccountRow, "id" | "session">,
): Promise<{ readonly teamId: string; readonly label: string } | null> {
  const [dropped] = await db.brokerAccount.updateManyAndReturn({
    where: { id, session: session === null ? { not: null } : Buffer.from(session) },
    data: { session: null, sessionUser: null, sessionExpiresAt: null },
    select: { teamId: true, label: true },
  });
  return dropped ?? null;
}

export async function storeLoginState(db: Queryable, id: string, state: string, until: Date): Promise<void> {
  await db.brokerAccount.update({
    where: { id },
    data: { loginState: state, loginStateUntil: until },
    select: { id: true },
  });
}

/** Returns the team's account that a login was begun for, while that login may be finished. */
export async function findByLoginState(db: Queryable, teamId: string, state: string): Promise<SealedAccountRow | null> {
  const where = { teamId, loginState: state, loginStateUntil: { gt: new Date() }, unlinkedAt: null };
  const row = await db.brokerAccount.findFirst({ where, select: sealedColumns });
  return row && typed(row);
}

type Sealed = { readonly credentials: Bytes; readonly session: Bytes | null };

export async function replaceSealed(tx: Transaction, id: string, sealed: Sealed): Promise<void> {
  await tx.brokerAccount.update({ where: { id }, data: sealed, select: { id: true } });
}

/** Unlinks the account and forgets its secrets; returns false when it was not linked. Its orders stay. */
export async function unlinkAccount(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  const { count } = await tx.brokerAccount.updateMany({
    where: { id, teamId, unlinkedAt: null },
    data: {
      unlinkedAt: new Date(),
      credentials: new Uint8Array(0),
      session: null,
      sessionUser: null,
      sessionExpiresAt: null,
      loginState: null,
      loginStateUntil: null,
    },
  });
  return count === 1;
}

/** Stores what comparing the books has come to; returns the account, and what was said of it before. */
export async function storeReconciliation(
  tx: Transaction,
  id: string,
  { review }: { readonly review: string | null },
): Promise<{ readonly teamId: string; readonly label: string; readonly before: string | null }> {
  const [held] = await tx.$queryRaw<{ review: string | null }[]>`
    SELECT review FROM broker_accounts WHERE id = ${id} FOR NO KEY UPDATE`;
  const data = { reconciledAt: new Date(), review };
  const account = await tx.brokerAccount.update({ where: { id }, data, select: { teamId: true, label: true } });
  return { ...account, before: held?.review ?? null };
}

/** What is at the broker and was not done by us. */
export async function readForeign(db: Queryable, id: string): Promise<unknown> {
  const row = await db.brokerAccount.findUnique({ where: { id }, select: { openingPositions: true } });
  return row?.openingPositions ?? [];
}

export async function storeForeign(db: Queryable, id: string, foreign: readonly object[]): Promise<void> {
  await db.brokerAccount.update({
    where: { id },
    data: { openingPositions: foreign as Prisma.InputJsonArray },
    select: { id: true },
  });
}

/** Returns the linked accounts that somebody is logged in to. */
export async function listConnectedAccounts(db: Queryable): Promise<SealedAccountRow[]> {
  const where = {
    unlinkedAt: null,
    session: { not: null },
    OR: [{ sessionExpiresAt: null }, { sessionExpiresAt: { gt: new Date() } }],
  };
  return (await db.brokerAccount.findMany({ where, select: sealedColumns })).map(typed);
}

/** Returns the linked accounts that runs trade on now, of every team. */
export async function listAccountsAtWork(db: Queryable): Promise<BrokerAccountRow[]> {
  const where = { unlinkedAt: null, runs: { some: { stoppedAt: null } } };
  return (await db.brokerAccount.findMany({ where, select: columns })).map(typed);
}
