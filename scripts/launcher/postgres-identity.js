import { spawnSync } from "node:child_process";
import { LaunchError } from "./launch-error.js";

function lookUp() {
  const read = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout?.trim() || Number.NaN);
  const uid = read("-u");
  const gid = read("-g");
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/**
 * Returns the user that PostgreSQL runs as: {} for the present user, or the `postgres` user when started as root, whom
 * PostgreSQL refuses to run as. The user is created where it is missing.
 */
export function postgresIdentity() {
  if (process.getuid?.() !== 0) return {};
  const known = lookUp();
  if (known !== undefined) return known;
  spawnSync("groupadd", ["--system", "postgres"], { stdio: "ignore" });
  spawnSync("useradd", ["--system", "--no-create-home", "--gid", "postgres", "postgres"], { stdio: "ignore" });
  const created = lookUp();
  if (created !== undefined) return created;
  throw new LaunchError(
    "PostgreSQL refuses to run as root, and the user `postgres` could not be created.",
    "Start as an ordinary user, or create one: `useradd --system postgres`.",
  );
}
