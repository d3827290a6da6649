import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

export type WorkerBundle = { readonly folder: string; remove(): void };

/** Bundles the worker and its threads as the launcher does, into a folder of its own inside the project, where packages are found. */
export async function bundleWorker(root: string): Promise<WorkerBundle> {
  const parent = join(root, ".cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "test-worker-"));
  await build({
    absWorkingDir: root,
    entryPoints: {
      worker: "workers/main.ts",
      "backtest.thread": "workers/threads/backtest.thread.ts",
      "sweep.thread": "workers/threads/sweep.thread.ts",
      "import.thread": "workers/threads/import.thread.ts",
      "built-ins.thread": "workers/threads/built-ins.thread.ts",
      "compute-in-thread": "workers/threads/compute-in-thread.ts",
    },
    outdir: folder,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@": root.replace(/\/$/, "") },
    logLevel: "silent",
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
