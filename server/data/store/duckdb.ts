import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

let opened: Promise<DuckDBConnection> | null = null;

/** Returns the one in-memory connection of this thread. Files are what is kept: the database itself holds nothing. */
export function duckdb(): Promise<DuckDBConnection> {
  opened ??= DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "320MB",
    preserve_insertion_order: "true",
    // nothing is fetched from outside
    autoinstall_known_extensions: "false",
  }).then((instance) => instance.connect());
  return opened;
}

/** Returns a text as a literal of SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
