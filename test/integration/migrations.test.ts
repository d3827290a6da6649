import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { applyMigrations } from "@/server/db/apply-migrations.ts";
import { noFilters, openSchemaEngine } from "@/server/db/schema-engine.ts";
import { createTrialDatabase, type TrialDatabase } from "../setup/trial-database.ts";

let migrated: TrialDatabase;
let scratch: TrialDatabase;
const migrations = join(process.cwd(), "prisma", "migrations");

beforeAll(async () => {
  [migrated, scratch] = [await createTrialDatabase(), await createTrialDatabase()];
});
afterAll(async () => {
  await migrated.drop();
  await scratch.drop();
});

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query(text);
    return Array.isArray(result) ? [] : result.rows;
  } finally {
    await client.end();
  }
}

const partitions = "(_default|_[0-9]{4}_[0-9]{2})(_|$)";
const columns = `SELECT table_name, column_name, udt_name, is_nullable, column_default FROM information_schema.columns
  WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND table_name !~ '${partitions}' ORDER BY 1, 2`;
const indexes = `SELECT indexname, replace(indexdef, ' ONLY ', ' ') AS indexdef FROM pg_indexes WHERE schemaname = 'public'
  AND tablename <> '_prisma_migrations' AND tablename !~ '${partitions}' AND indexname !~ '(_one_(active|sending|place)|_under_way|_search|_transfers)$' ORDER BY 1`;
const keys = `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 ORDER BY 1`;

test("the migrations lead to exactly the tables, indexes and keys of prisma/schema.prisma", async () => {
  const schema = { path: "schema.prisma", content: await readFile("prisma/schema.prisma", "utf8") };
  const { engine, close } = await openSchemaEngine(secret(migrated.url), schema);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [schema] },
    script: true,
    exitCode: null,
    filters: noFilters,
    shadowDatabaseUrl: null,
  } as Parameters<typeof engine.diff>[0]);
  await close();
  await query(scratch.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await query(scratch.url, stdout ?? "");
  for (const look of [columns, indexes, keys]) {
    expect(await query(migrated.url, look)).toEqual(await query(scratch.url, look));
  }
});

test("applying the migrations again changes nothing", async () => {
  expect(await applyMigrations(secret(migrated.url), migrations)).toEqual([]);
});

test("two that migrate an empty database at once do not disturb each other", async () => {
  await query(scratch.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  const url = secret(scratch.url);
  const [one, two] = await Promise.all([applyMigrations(url, migrations), applyMigrations(url, migrations)]);
  expect([one.length, two.length].sort()).toEqual([0, one.length + two.length]);
});

test("a migration that fails leaves nothing behind, says why, and may be tried again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "quantloom-migrations-"));
  await cp(migrations, folder, { recursive: true });
  const script = join(folder, "29990101000000_half", "migration.sql");
  await mkdir(join(folder, "29990101000000_half"));
  await writeFile(script, "CREATE TABLE half ();\nSELECT 1 / 0;\n");
  await expect(applyMigrations(secret(scratch.url), folder)).rejects.toThrow(/division by zero/);
  expect(await query(scratch.url, "SELECT 1 FROM pg_tables WHERE tablename = 'half'")).toEqual([]);
  await writeFile(script, "CREATE TABLE half ();\n");
  expect(await applyMigrations(secret(scratch.url), folder)).toEqual(["29990101000000_half"]);
  await rm(folder, { recursive: true });
});
