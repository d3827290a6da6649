import { existsSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.js";
import { lastLines, runCommand } from "./run-command.js";
import { hashSources, isStamped, writeStamp } from "./stamp.js";

/** Generates the Prisma client when the schema changed since it was last generated. */
export async function ensurePrismaClient(root) {
  const output = join(root, "server/db/generated");
  const stamp = join(output, ".stamp");
  const hash = hashSources(root, ["prisma/schema.prisma", "prisma.config.ts"], "prisma-client");
  if (existsSync(output) && isStamped(stamp, hash)) return "current";
  const { code, output: text } = await runCommand(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), "generate"],
    // The client needs no engine binary, yet `generate` would download one unless it is told of any.
    { cwd: root, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1" } },
  );
  if (code !== 0) {
    throw new LaunchError(
      "The database client could not be generated.",
      "Correct prisma/schema.prisma.",
      lastLines(text, 30),
    );
  }
  writeStamp(stamp, hash);
  return "generated";
}
