// Replaces the embedded database by one that `npm run backup` wrote: npm run restore -- <file>
import { fileURLToPath } from "node:url";
import { resolveDataFolder } from "./keeping/data-folder-of-command.js";
import { restoreDatabase } from "./keeping/restore-database.js";
import { describeError, LaunchError } from "./launcher/launch-error.js";
import { claimDataFolder } from "./launcher/running-launcher.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
try {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new LaunchError("Which backup?", "npm run restore -- <file>");
  const dataFolder = resolveDataFolder(root, process.env);
  const claim = claimDataFolder(dataFolder);
  try {
    const { tables, putAside } = await restoreDatabase({ dataFolder, file });
    console.log(`Restored ${tables} tables into ${dataFolder}.`);
    if (putAside.length > 0) console.log(`What was there before is kept: ${putAside.join(", ")}`);
  } finally {
    claim.release();
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
