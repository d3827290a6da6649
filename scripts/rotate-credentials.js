// Encrypts all broker credentials with the configured key: npm run -s credentials:rotate. Prints how many were not yet. What was
// encrypted with an earlier key needs that key in CREDENTIAL_KEYS_BEFORE.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runOnDatabase } from "./keeping/run-on-database.js";
import { describeError } from "./launcher/launch-error.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

try {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  await runOnDatabase(root, "rotate-credentials");
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
