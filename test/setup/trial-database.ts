import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export type TrialDatabase = { readonly url: string; drop(): Promise<void> };

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Creates a migrated database of the test's own, a copy of the run's template.
 *
 * @example
 * const database = await createTrialDatabase();
 * afterAll(() => database.drop());
 */
export async function createTrialDatabase(): Promise<TrialDatabase> {
  const template = new URL(inject("templateDatabaseUrl"));
  const name = `trial_${randomBytes(8).toString("hex")}`;
  const maintenance = new URL(template);
  maintenance.pathname = "/postgres";
  await run(maintenance.href, `create database ${name} template ${template.pathname.slice(1)}`);
  const own = new URL(template);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => run(maintenance.href, `drop database if exists ${name} with (force)`) };
}

/**
 * Returns the address of a Redis database of this test file's own, or undefined: then mark the case `[redis]` and skip it. In a
 * shared one the workers of one file would take the jobs of another.
 */
export function trialRedisUrl(): string | undefined {
  const url = inject("redisUrl");
  if (url === "") return undefined;
  const own = new URL(url);
  own.pathname = `/${Number(process.env["VITEST_WORKER_ID"]) % 1_024}`;
  return own.href;
}
