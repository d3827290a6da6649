import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/launcher/bundles.js";

export type WorkerBundle = { readonly folder: string; remove(): void };

/** Bundles the worker and its threads as the launcher does, into a folder of its own inside the project, where packages are found. */
export async function bundleWorker(root: string): Promise<WorkerBundle> {
  const parent = join(root, ".cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "test-worker-"));
  await build({
    ...bundleOptions(root),
    entryPoints: {
      worker: "workers/main.ts",
      "backtest.thread": "workers/threads/backtest.thread.ts",
      "sweep.thread": "workers/threads/sweep.thread.ts",
      "import.thread": "workers/threads/import.thread.ts",
      "built-ins.thread": "workers/threads/built-ins.thread.ts",
      "compute-in-thread": "workers/threads/compute-in-thread.ts",
    },
    outdir: folder,
    sourcemap: false,
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
