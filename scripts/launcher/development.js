import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleOptions } from "./bundles.js";

/** Which files of dist/ each process runs. */
const runners = { worker: /^(worker|.+\.thread)\.js$/, "web server": /^web\.js$/, simulators: /^simulators\.js$/ };

/** Rebuilds the bundles whenever their sources change and restarts whoever runs a changed one; Next reloads the pages by itself. */
export async function watchBundles(root, { restart, note }) {
  const { context } = await import("esbuild");
  const hashOf = (files) => {
    const hash = createHash("sha256");
    const names = readdirSync(join(root, "dist")).filter((name) => files.test(name));
    for (const name of names.sort()) hash.update(readFileSync(join(root, "dist", name)));
    return hash.digest("hex");
  };
  const hashes = {};
  const restartOnEnd = {
    name: "restart-on-end",
    setup(build) {
      build.onEnd(async ({ errors }) => {
        for (const { text, location } of errors)
          note(`! ${location?.file ?? "bundle"}:${location?.line ?? 0}: ${text}`);
        if (errors.length > 0) return;
        for (const [process, files] of Object.entries(runners)) {
          const before = hashes[process];
          hashes[process] = hashOf(files);
          if (before === undefined || before === hashes[process]) continue;
          await restart(process);
          note(`✓ The ${process} runs the new code`);
        }
      });
    },
  };
  const watcher = await context({ ...bundleOptions(root), outdir: join(root, "dist"), plugins: [restartOnEnd] });
  await watcher.watch();
  return () => watcher.dispose();
}
