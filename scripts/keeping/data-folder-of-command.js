import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { LaunchError } from "../launcher/launch-error.js";

/** Returns the data folder that a command works on; refuses when the operator runs a database of their own. */
export function resolveDataFolder(root, environment) {
  if (environment.DATABASE_URL) {
    throw new LaunchError(
      "DATABASE_URL is set: this installation does not use the embedded database.",
      "Use the tools of your own PostgreSQL (pg_dump, pg_restore), and keep QUANTLOOM_SECRET with the dump.",
    );
  }
  const folder = resolve(root, environment.QUANTLOOM_DATA_DIR ?? ".data");
  mkdirSync(folder, { recursive: true });
  return folder;
}
