import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { noFilters, openSchemaEngine, readMigrations } from "../db/schema-engine.ts";
import { databaseUrl } from "../env.ts";

// Prints the SQL that leads from the written migrations to prisma/schema.prisma; nothing when they agree.
// DATABASE_URL must name a server on which a shadow database may be made.
const path = join(process.cwd(), "prisma", "schema.prisma");
const schema = { path, content: await readFile(path, "utf8") };
const engine = await openSchemaEngine(databaseUrl(), schema);
const migrations = await readMigrations(join(process.cwd(), "prisma", "migrations"));
const result = await engine.diff({
  from: { tag: "migrations", ...migrations },
  to: { tag: "schemaDatamodel", files: [schema] },
  script: true,
  exitCode: null,
  filters: noFilters,
  shadowDatabaseUrl: null,
} as Parameters<typeof engine.diff>[0]);
console.log(result.stdout ?? "");
