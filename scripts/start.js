// Starts the whole product from a fresh clone: installs, builds, and runs the database, the web server and the worker as one
// tree of processes. Uses nothing but Node itself until the packages are installed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDataFolder } from "./launcher/data-folder.js";
import { ensureDependencies } from "./launcher/dependencies.js";
import { withFileLock } from "./launcher/file-lock.js";
import { describeError } from "./launcher/launch-error.js";
import { requireNodeVersion } from "./launcher/node-version.js";
import { createProgress } from "./launcher/progress.js";
import { claimDataFolder } from "./launcher/running-launcher.js";
import { readSettings } from "./launcher/settings.js";
import { createTree, requireFreePort } from "./launcher/tree.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const progress = createProgress();
let tree;
let claim;
let isEnding = false;

async function end(exitCode) {
  if (isEnding) return;
  isEnding = true;
  const stopping = tree?.stop() ?? Promise.resolve();
  await stopping.catch((error) => progress.note(describeError(error)));
  claim?.release();
  process.exit(exitCode);
}

// npm passes on a Ctrl-C that the terminal has already sent to every process, so a second signal counts only a while later.
let firstSignal = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (firstSignal > 0 && performance.now() - firstSignal > 1_500) {
      tree?.kill();
      process.exit(1);
    }
    if (firstSignal > 0) return;
    firstSignal = performance.now();
    progress.note("\nStopping …");
    void end(0);
  });
}

try {
  requireNodeVersion();
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const settings = readSettings(process.env, process.argv.slice(2));
  const dataFolder = openDataFolder(root, settings.dataFolder);
  claim = claimDataFolder(dataFolder);
  await requireFreePort(settings);
  // Two launchers in one working copy must not install or build at the same time.
  await withFileLock(join(root, ".cache/build.lock"), async () => {
    await progress.step("Packages", () =>
      ensureDependencies(root, {
        withDevelopment: process.env.NODE_ENV !== "production",
        onStart: (reason) => progress.note(`  ${reason}: installing, which takes a minute or two`),
      }),
    );
    const { ensurePrismaClient } = await import("./launcher/prisma-client.js");
    const { ensureBundles } = await import("./launcher/bundles.js");
    const { ensureWebBuild } = await import("./launcher/web-build.js");
    await progress.step("Database client", () => ensurePrismaClient(root));
    await progress.step("Server bundles", () => ensureBundles(root));
    if (!settings.isDevelopment) await progress.step("Web application", () => ensureWebBuild(root));
  });
  tree = createTree({ root, settings, dataFolder, progress, claim, onGivenUp });
  if (!isEnding) await tree.start();
  if (!isEnding && settings.isDevelopment) {
    const { watchBundles } = await import("./launcher/development.js");
    await watchBundles(root, { restart: tree.restart, note: progress.note });
  }
  if (!isEnding) progress.note(tree.greeting());
} catch (error) {
  if (!isEnding) {
    progress.note(describeError(error));
    await end(1);
  }
}

function onGivenUp(error) {
  if (isEnding) return;
  progress.note(describeError(error));
  void end(1); // ends the process itself
}
