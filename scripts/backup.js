// Writes the embedded database and its secret into one archive: npm run backup -- [file]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { backupDatabase } from "./keeping/backup-database.js";
import { resolveDataFolder } from "./keeping/data-folder-of-command.js";
import { describeError } from "./launcher/launch-error.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
try {
  const dataFolder = resolveDataFolder(root, process.env);
  const name = `quantloom-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.tar.gz`;
  const { archive, bytes } = await backupDatabase({
    dataFolder,
    file: process.argv[2] ?? join(dataFolder, "backups", name),
  });
  console.log(`${archive} (${(bytes / 1024 / 1024).toFixed(1)} MB)`);
  console.log("It holds the installation's secret: keep it where only you can read it.");
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
