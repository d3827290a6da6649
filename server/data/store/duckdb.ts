import type { DuckDBConnection } from "@duckdb/node-api";

let opened: Promise<DuckDBConnection> | null = null;

/** Returns the one in-memory connection of this thread. Files are what is kept: the database itself holds nothing. */
export function duckdb(): Promise<DuckDBConnection> {
  opened ??= open();
  return opened;
}

/** Loads the engine with its first use: most processes never need it, and it weighs 70 MB. */
export function duckdbApi(): Promise<typeof import("@duckdb/node-api")> {
  return import("@duckdb/node-api");
}

async function open(): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await duckdbApi();
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "320MB",
    preserve_insertion_order: "true",
    // nothing is fetched from outside
    autoinstall_known_extensions: "false",
  });
  return instance.connect();
}

/** Returns a text as a literal of SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
