import type { Queryable } from "./client.ts";

/** Makes the monthly partitions of decisions and marks from this month on; returns how many were missing. */
export async function ensurePartitions(db: Queryable, monthsAhead = 3): Promise<number> {
  const [row] = await db.$queryRaw<{ made: number }[]>`SELECT quantloom_ensure_partitions(${monthsAhead}::int) AS made`;
  return row?.made ?? 0;
}
