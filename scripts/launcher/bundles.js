import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.js";
import { hashSources, isStamped, writeStamp } from "./stamp.js";

/** What is bundled for plain Node: TypeScript does not run in Node 20, least of all in worker threads. */
const entries = {
  worker: "workers/main.ts",
  migrate: "server/db/migrate.ts",
  seed: "prisma/seed.ts",
  cli: "server/cli/main.ts",
};
const sources = ["workers", "server", "graph-runtime", "prisma", "tsconfig.base.json", "package-lock.json"];

/** Every `workers/**\/<name>.thread.ts` is a worker thread of its own and becomes dist/<name>.thread.js. */
function threadEntries(root) {
  const folder = join(root, "workers");
  const found = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return Object.fromEntries(
    found
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".thread.ts"))
      .map((path) => [path.split("/").at(-1).replace(/\.ts$/, ""), `workers/${path}`]),
  );
}

/** Returns esbuild's options for everything that plain Node runs. */
export function bundleOptions(root) {
  const wanted = Object.entries({ ...entries, ...threadEntries(root) }).filter(([, path]) =>
    existsSync(join(root, path)),
  );
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(wanted),
    outdir: "dist",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@": root.replace(/\/$/, "") },
    sourcemap: "linked",
    logLevel: "silent",
  };
}

/** Bundles the entries into dist/ when their sources changed. */
export async function ensureBundles(root) {
  const stamp = join(root, "dist/.stamp");
  const hash = hashSources(root, sources, "bundles-1");
  if (isStamped(stamp, hash)) return "current";
  const { build } = await import("esbuild");
  const options = bundleOptions(root);
  try {
    await build(options);
  } catch (error) {
    throw new LaunchError(
      "The worker could not be bundled.",
      "Correct the error above and start again.",
      error.message,
    );
  }
  writeStamp(stamp, hash);
  return `${Object.keys(options.entryPoints).length} bundled`;
}
