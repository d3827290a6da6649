import type { Queryable } from "../client.ts";

/** Returns the names of the migrations that the database has. */
export async function appliedMigrations(db: Queryable): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map((row) => row.name);
}
