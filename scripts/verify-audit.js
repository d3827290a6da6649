// Checks every audit chain and its anchors: npm run -s audit:verify. Prints the verdict as JSON; exits 1 when a chain was touched.
import { fileURLToPath } from "node:url";
import { runOnDatabase } from "./keeping/run-on-database.js";
import { describeError } from "./launcher/launch-error.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

try {
  await runOnDatabase(root, "verify-audit");
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
