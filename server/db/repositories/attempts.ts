import type { Queryable } from "../client.ts";

/** Counts one attempt and returns how many there were within the window, this one included. One statement: no race. */
export async function countAttempt(db: Queryable, key: string, windowMilliseconds: number): Promise<number> {
  const now = BigInt(Date.now());
  const oldest = now - BigInt(windowMilliseconds);
  const [row] = await db.$queryRaw<{ count: number }[]>`
    INSERT INTO rate_limits AS known (id, key, count, last_request) VALUES (gen_random_uuid()::text, ${key}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN known.last_request < ${oldest} THEN 1 ELSE known.count + 1 END,
      last_request = CASE WHEN known.last_request < ${oldest} THEN ${now} ELSE known.last_request END
    RETURNING count`;
  return row?.count ?? 1;
}

export async function forgetAttempts(db: Queryable, key: string): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key } });
}

/** Deletes what no window reaches any more; returns how many. */
export async function forgetOldAttempts(db: Queryable, olderThanMilliseconds: number): Promise<number> {
  const { count } = await db.rateLimit.deleteMany({
    where: { lastRequest: { lt: BigInt(Date.now() - olderThanMilliseconds) } },
  });
  return count;
}
