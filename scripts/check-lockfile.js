// Checks that package-lock.json holds the optional packages of every platform; with --write it adds what is missing.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { completeLock, findMissingEntries } from "./checks/lockfile.js";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = Object.keys(findMissingEntries(lock));
if (missing.length > 0 && process.argv.includes("--write")) {
  writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} entries of other platforms added`);
} else if (missing.length > 0) {
  console.error(`package-lock.json lacks ${missing.length} packages of other platforms, npm ci would refuse it:`);
  console.error(`  ${missing.slice(0, 5).join(", ")} …\n  Run: node scripts/check-lockfile.js --write`);
  process.exitCode = 1;
} else {
  console.log("package-lock.json is complete");
}
