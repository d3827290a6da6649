import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../db/client.ts";
import { appliedMigrations } from "../db/repositories/migrations.ts";

export type Readiness = { readonly ready: boolean; readonly database: string; readonly migrations: string };

let written: Promise<readonly string[]> | undefined;

function writtenMigrations(): Promise<readonly string[]> {
  written ??= readdir(join(process.cwd(), "prisma", "migrations"), { withFileTypes: true }).then((entries) =>
    entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
  );
  return written;
}

/** Tells whether the database answers and has every migration that this version was written for. */
export async function checkReadiness(db: Database): Promise<Readiness> {
  try {
    const [needed, applied] = await Promise.all([writtenMigrations(), appliedMigrations(db)]);
    const missing = needed.filter((name) => !applied.includes(name));
    return {
      ready: missing.length === 0,
      database: "reachable",
      migrations: missing.length === 0 ? "applied" : `missing: ${missing.join(", ")}`,
    };
  } catch {
    // The reason may name hosts: it is in the log of the database client, not here.
    return { ready: false, database: "not reachable", migrations: "unknown" };
  }
}
