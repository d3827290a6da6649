import { afterAll, beforeAll, expect, test } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { createDatabase, type Database } from "@/server/db/client.ts";
import { preparedPool } from "@/server/db/prepared.ts";
import { lastAnalysis, warmPrepared } from "@/server/db/warm-prepared.ts";
import { createTrialDatabase, type TrialDatabase } from "../setup/trial-database.ts";
import { eventually } from "./support/worker-process.ts";

const statements = [
  { name: "warm_test", text: "SELECT count(*)::int AS count FROM runs WHERE id = $1::text", idle: [""] },
] as const;

let trial: TrialDatabase;
let db: Database;

beforeAll(async () => {
  trial = await createTrialDatabase();
  db = createDatabase(secret(trial.url), 2);
});

afterAll(async () => {
  await db.$disconnect();
  await trial.drop();
});

/** How often each connection has run the statement. */
async function runsOfEach(): Promise<number[]> {
  const pool = preparedPool(db);
  if (pool === undefined) throw new Error("expected a pool");
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const counts = await Promise.all(
    clients.map(async (client) => {
      const { rows } = await client.query<{ runs: number }>(
        "SELECT (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements WHERE name = 'warm_test'",
      );
      return rows[0]?.runs ?? 0;
    }),
  );
  for (const client of clients) client.release();
  return counts;
}

test("every connection plans once, and again when the tables were looked at anew, but never in somebody's way", async () => {
  const warm = async (mayGoOn = true): Promise<boolean> =>
    warmPrepared(db, { statements, analysis: await lastAnalysis(db), mayGoOn: () => mayGoOn });
  const each = (runs: number): number[] => Array.from({ length: 5 }, () => runs);
  expect(await warm()).toBe(true);
  expect(await warm()).toBe(true);
  expect(await runsOfEach()).toEqual(each(1));

  const before = await lastAnalysis(db);
  await db.$executeRaw`ANALYZE runs`;
  await eventually(async () => (await lastAnalysis(db)) !== before, { what: "the new statistics" });
  expect(await warm(false)).toBe(false);
  expect(await runsOfEach()).toEqual(each(1));
  expect(await warm()).toBe(true);
  expect(await runsOfEach()).toEqual(each(2));

  const clients = await Promise.all(each(0).map(() => preparedPool(db)?.connect()));
  expect(await warm()).toBe(false);
  for (const client of clients) client?.release();
});
