import type { Queryable, Transaction } from "../client.ts";

export type HookRow = { readonly id: string; readonly createdAt: Date; readonly rotatedAt: Date | null };
export type SealedHookRow = {
  readonly id: string;
  readonly teamId: string;
  readonly strategyId: string;
  readonly secret: string;
};
export type HookSignalRow = {
  readonly id: string;
  readonly name: string;
  readonly symbol: string | null;
  readonly value: number | null;
  readonly sentAt: Date;
  readonly receivedAt: Date;
  readonly runs: number;
};

const columns = { id: true, createdAt: true, rotatedAt: true } as const;
const signalColumns = {
  id: true,
  name: true,
  symbol: true,
  value: true,
  sentAt: true,
  receivedAt: true,
  runs: true,
} as const;

export async function findHook(db: Queryable, teamId: string, strategyId: string): Promise<HookRow | null> {
  return db.hook.findUnique({ where: { strategyId, teamId }, select: columns });
}

type NewHook = Omit<SealedHookRow, never> & { readonly createdBy: string };

export async function insertHook(db: Queryable, hook: NewHook): Promise<HookRow> {
  return db.hook.create({ data: hook, select: columns });
}

/** Replaces the secret of a hook. */
export async function storeHookSecret(db: Queryable, id: string, secret: string): Promise<HookRow> {
  return db.hook.update({ where: { id }, data: { secret, rotatedAt: new Date() }, select: columns });
}

/** Removes a hook and what is known of its signals. */
export async function deleteHook(db: Queryable, id: string): Promise<void> {
  await db.hook.delete({ where: { id } });
}

/** Returns the hook of an address, unless its strategy was archived. */
export async function findSealedHook(db: Queryable, id: string): Promise<SealedHookRow | null> {
  return db.hook.findFirst({
    where: { id, strategy: { archivedAt: null } },
    select: { id: true, teamId: true, strategyId: true, secret: true },
  });
}

/** Waits until no other signal of the hook is being taken; false where the hook is gone. */
export async function lockHook(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM hooks WHERE id = ${id} FOR UPDATE`;
  return rows.length === 1;
}

export async function countSignalsSince(db: Queryable, hookId: string, since: Date): Promise<number> {
  return db.hookSignal.count({ where: { hookId, receivedAt: { gt: since } } });
}

type NewSignal = Omit<HookSignalRow, "id"> & { readonly hookId: string; readonly nonce: string };

/** Writes a signal down; returns its id, or null where the hook has taken one of this nonce. */
export async function insertSignal(tx: Transaction, signal: NewSignal): Promise<string | null> {
  const [row] = await tx.hookSignal.createManyAndReturn({ data: [signal], skipDuplicates: true, select: { id: true } });
  return row?.id ?? null;
}

/** Forgets what a hook took before an instant. */
export async function forgetSignals(tx: Transaction, hookId: string, before: Date): Promise<void> {
  await tx.hookSignal.deleteMany({ where: { hookId, receivedAt: { lt: before } } });
}

/** Returns the last signals of a hook, newest first. */
export async function listSignals(db: Queryable, hookId: string, limit: number): Promise<HookSignalRow[]> {
  return db.hookSignal.findMany({
    where: { hookId },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: limit,
    select: signalColumns,
  });
}

/** Returns the team's own live runs of a strategy, in the order in which inboxes are locked. */
export async function listRunsOfStrategy(
  db: Queryable,
  { teamId, strategyId }: { readonly teamId: string; readonly strategyId: string },
): Promise<string[]> {
  const runs = await db.run.findMany({
    where: { teamId, stoppedAt: null, isAside: false, strategyVersion: { strategyId } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return runs.map(({ id }) => id);
}
