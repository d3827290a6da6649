// Builds everything that runs in production, and starts nothing: the step that an image or a release needs.
import { fileURLToPath } from "node:url";
import { ensureBundles } from "./launcher/bundles.js";
import { describeError } from "./launcher/launch-error.js";
import { requireNodeVersion } from "./launcher/node-version.js";
import { ensurePrismaClient } from "./launcher/prisma-client.js";
import { createProgress } from "./launcher/progress.js";
import { ensureWebBuild } from "./launcher/web-build.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const progress = createProgress();
try {
  requireNodeVersion();
  await progress.step("Database client", () => ensurePrismaClient(root));
  await progress.step("Server bundles", () => ensureBundles(root));
  await progress.step("Web application", () => ensureWebBuild(root));
} catch (error) {
  progress.note(describeError(error));
  process.exitCode = 1;
}
