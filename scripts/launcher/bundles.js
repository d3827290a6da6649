import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.js";
import { hashSources, isStamped, writeStamp } from "./stamp.js";

/** What is bundled for plain Node: TypeScript does not run in Node 20, least of all in worker threads. */
const entries = {
  web: "server/http/main.ts",
  worker: "workers/main.ts",
  simulators: "server/simulators/main.ts",
  migrate: "server/db/migrate.ts",
  seed: "prisma/seed.ts",
  cli: "server/cli/main.ts",
  "verify-audit": "server/audit/verify.ts",
  "rotate-credentials": "server/vault/rotate.ts",
};
const sources = ["workers", "server", "graph-runtime", "prisma", "tsconfig.base.json", "package-lock.json"];

// Packages are bundled too: to look for thousands of files and read each takes a process half of its start. Not those that read
// files beside their own.
const leftOutside = ["next", "@duckdb/*", "@prisma/schema-engine-wasm", "esbuild", "pg-native"];
// Some packages ask for others as programs of an older kind do.
const requireForPackages = `import { createRequire as requireOfBundle } from "node:module";\nconst require = requireOfBundle(import.meta.url);`;

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

/**
 * Returns esbuild's options for everything that plain Node runs.
 * @returns {import("esbuild").BuildOptions & { entryPoints: Record<string, string> }}
 */
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
    packages: "bundle",
    external: [...leftOutside],
    banner: { js: requireForPackages },
    alias: { "@": root.replace(/\/$/, "") },
    inject: [join(root, "server/mapped-stacks.ts")],
    sourcemap: "linked",
    sourcesContent: false, // whoever asks for a stack reads the map, and keeps it
    logLevel: "silent",
  };
}

async function buildStale(root, names) {
  const options = bundleOptions(root);
  const hash = hashSources(root, sources, "bundles-6");
  const stampOf = (name) => join(root, `dist/.stamps/${name}`);
  const stale = names.filter((name) => !isStamped(stampOf(name), hash) || !existsSync(join(root, `dist/${name}.js`)));
  if (stale.length === 0) return "current";
  const { build, stop } = await import("esbuild");
  // One by one, so that a mistake in the worker does not keep the migrations from being bundled.
  const results = await Promise.allSettled(
    stale.map(async (name) => {
      await build({ ...options, entryPoints: { [name]: options.entryPoints[name] } });
      writeStamp(stampOf(name), hash);
    }),
  );
  await stop(); // its process would stay beside the product, with 40 MB
  const failed = results.find(({ status }) => status === "rejected");
  if (failed === undefined) return `${stale.length} bundled`;
  throw new LaunchError(
    "A bundle could not be built.",
    "Correct the error above and start again.",
    failed.reason.message,
  );
}

/** Bundles everything that plain Node runs into dist/ when the sources changed. */
export function ensureBundles(root) {
  return buildStale(root, Object.keys(bundleOptions(root).entryPoints));
}

/** Bundles one of the entries, for a command that needs no other. */
export function ensureBundle(root, name) {
  return buildStale(root, [name]);
}
