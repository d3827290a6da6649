import { join } from "node:path";
import { databaseUrl } from "../env.ts";
import { applyMigrations } from "./apply-migrations.ts";

// A program: run from the root of the project, as dist/migrate.js or with tsx. Importing it would run it.
try {
  const applied = await applyMigrations(databaseUrl(), join(process.cwd(), "prisma", "migrations"));
  for (const name of applied) console.log(`applied ${name}`);
  if (applied.length === 0) console.log("nothing to apply");
  process.exit(0);
} catch (error) {
  console.error(`migration failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
