import { existsSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.js";
import { lastLines, runCommand } from "./run-command.js";

async function runBundle(root, name, environment) {
  const file = join(root, `dist/${name}.js`);
  if (!existsSync(file))
    throw new LaunchError(`dist/${name}.js is missing.`, "Delete the folder dist and start again.");
  return await runCommand(process.execPath, [file], { cwd: root, env: environment });
}

/** Applies the migrations that the database lacks. */
export async function migrateDatabase(root, environment) {
  const { code, output } = await runBundle(root, "migrate", environment);
  if (code === 0) return;
  throw new LaunchError(
    "The database could not be brought to this release's form (a migration failed).",
    "Nothing of that migration was kept. If this data folder comes from a newer release, start that release instead.",
    lastLines(output, 20),
  );
}

/** Inserts the inputs that every installation has; running it again changes nothing. */
export async function seedDatabase(root, environment) {
  const { code, output } = await runBundle(root, "seed", environment);
  if (code !== 0) {
    throw new LaunchError(
      "The first content could not be written to the database.",
      "See the lines above.",
      lastLines(output, 20),
    );
  }
}
