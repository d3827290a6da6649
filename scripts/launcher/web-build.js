import { rmSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.js";
import { lastLines, runCommand } from "./run-command.js";
import { hashSources, isStamped, writeStamp } from "./stamp.js";

const sources = [
  "app",
  "server",
  "graph-runtime",
  "public",
  "proxy.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.base.json",
  "package-lock.json",
];

/** Builds the web application when its sources changed since the last build that succeeded. */
export async function ensureWebBuild(root) {
  const stamp = join(root, ".next/quantloom-stamp");
  const hash = hashSources(root, sources, "next-2");
  if (isStamped(stamp, hash)) return "current";
  rmSync(stamp, { force: true });
  const { code, output } = await runCommand(
    process.execPath,
    [join(root, "node_modules/next/dist/bin/next"), "build"],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  if (code !== 0) {
    throw new LaunchError(
      "The web application could not be built.",
      output.includes("ENOSPC")
        ? "The disk is full: free some space and start again."
        : "Correct the error above and start again.",
      lastLines(output, 40),
    );
  }
  writeStamp(stamp, hash);
  return "built";
}
