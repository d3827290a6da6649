// The command line: `npm run -s quantloom -- <command>`. Bundles it first when its sources changed; data goes to stdout alone.
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./launcher/dependencies.js";
import { describeError } from "./launcher/launch-error.js";
import { requireNodeVersion } from "./launcher/node-version.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

try {
  requireNodeVersion();
  await ensureDependencies(root, {
    withDevelopment: process.env.NODE_ENV !== "production",
    onStart: (reason) => console.error(`${reason}: installing, which takes a minute or two`),
  });
  const { ensurePrismaClient } = await import("./launcher/prisma-client.js");
  const { ensureBundle } = await import("./launcher/bundles.js");
  await ensurePrismaClient(root);
  await ensureBundle(root, "cli");
} catch (error) {
  console.error(describeError(error));
  process.exit(1);
}
await import("../dist/cli.js");
