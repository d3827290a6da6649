import pg from "pg";
import type { Secret } from "../config/secret.ts";
import { noFilters, openSchemaEngine, readMigrations } from "./schema-engine.ts";

// Any constant will do; two launchers that start together must take the same.
const migrationLock = 7_215_553;

/** Applies the migrations that the database lacks and returns their names. Applying twice is a no-op. */
export async function applyMigrations(url: Secret, folder: string): Promise<readonly string[]> {
  const guard = new pg.Client({ connectionString: url.reveal() });
  await guard.connect();
  try {
    await guard.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await forgetUnfinished(guard);
    const { engine, failure, close } = await openSchemaEngine(url);
    const migrationsList = await readMigrations(folder);
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters });
      return appliedMigrationNames;
    } catch (error) {
      const said = failure();
      if (said instanceof Error) throw new Error(`${said.message} (${String(error)})`, { cause: said });
      throw error;
    } finally {
      await close();
    }
  } finally {
    await guard.end();
  }
}

// Each migration is one transaction, so one that did not finish has left nothing behind and may be tried again.
async function forgetUnfinished(client: pg.Client): Promise<void> {
  const found = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present");
  if (!found.rows[0].present) return;
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
}
