import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findFreePort } from "../launcher/free-port.js";
import { findInstalledProgram } from "./installed-program.js";
import { libraryFolders, unpackDebianPackages } from "./unpacked-packages.js";

// redis-server and redis-tools of Debian and Ubuntu with the libraries that a bare system lacks.
const packages = "redis-server redis-tools libhiredis0.14 liblzf1 libjemalloc2 liblua5.1-0 lua-bitop lua-cjson".split(
  " ",
);

function findRedis(cacheFolder) {
  const installed = process.env.QUANTLOOM_REDIS_SERVER ?? findInstalledProgram(["redis-server", "valkey-server"]);
  if (installed !== undefined) return { binary: installed, environment: process.env };
  const folder = unpackDebianPackages(cacheFolder, "redis", packages);
  if (folder === undefined) return undefined;
  return {
    binary: join(folder, "usr/bin/redis-server"),
    environment: { ...process.env, LD_LIBRARY_PATH: libraryFolders(folder).join(delimiter) },
  };
}

/** Starts a Redis of its own on a free loopback port and returns { url, stop }, or undefined where there is none. */
export async function startRedis(cacheFolder) {
  const found = findRedis(cacheFolder);
  if (found === undefined) return undefined;
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), "quantloom-redis-"));
  const settings = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    folder,
    "--databases",
    "1024",
  ];
  const server = spawn(found.binary, settings, {
    argv0: "redis-server",
    env: found.environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const isReady = await new Promise((resolve) => {
    let output = "";
    server.stdout.on("data", (chunk) => {
      output += chunk;
      if (/ready to accept connections/i.test(output)) resolve(true);
    });
    server.on("error", () => resolve(false));
    server.on("exit", () => resolve(false));
  });
  if (!isReady) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async stop() {
      const exit = new Promise((resolve) => server.on("exit", resolve));
      server.kill("SIGTERM");
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
