import type { Queryable } from "../client.ts";

/** Returns those of the ids that are ours on this account. */
export async function listOwnClientIds(
  db: Queryable,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const where = { accountId, clientOrderId: { in: [...ids] } };
  const rows = await db.brokerOrder.findMany({ where, select: { clientOrderId: true } });
  return new Set(rows.map((row) => row.clientOrderId));
}
