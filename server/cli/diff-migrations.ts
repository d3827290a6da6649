import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { noFilters, openSchemaEngine } from "../db/schema-engine.ts";
import { databaseUrl } from "../env.ts";

// Prints the SQL of the next migration: from the schema of a commit (default HEAD; "empty" for everything) to the one in the
// working tree. Rules that Prisma does not know are added by hand. A program: importing it would run it.
// DATABASE_URL must name a server, nothing is written to it.
const path = join("prisma", "schema.prisma");
const commit = process.argv[2] ?? "HEAD";
const wanted = { path, content: await readFile(path, "utf8") };
const before = commit === "empty" ? "" : execFileSync("git", ["show", `${commit}:${path}`], { encoding: "utf8" });
const { engine, close } = await openSchemaEngine(databaseUrl(), wanted);
const result = await engine.diff({
  from: commit === "empty" ? { tag: "empty" } : { tag: "schemaDatamodel", files: [{ path, content: before }] },
  to: { tag: "schemaDatamodel", files: [wanted] },
  script: true,
  exitCode: null,
  filters: noFilters,
  shadowDatabaseUrl: null,
} as Parameters<typeof engine.diff>[0]);
console.log(result.stdout ?? "");
await close();
