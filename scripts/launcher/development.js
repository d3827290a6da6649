import { join } from "node:path";
import { bundleOptions } from "./bundles.js";

/** Rebuilds the worker's bundle whenever its sources change and restarts the worker; Next reloads the pages by itself. */
export async function watchWorker(root, { restartWorker, note }) {
  const { context } = await import("esbuild");
  let isFirst = true;
  const restartOnEnd = {
    name: "restart-worker",
    setup(build) {
      build.onEnd(async ({ errors }) => {
        for (const { text, location } of errors)
          note(`! ${location?.file ?? "bundle"}:${location?.line ?? 0}: ${text}`);
        if (isFirst || errors.length > 0) {
          isFirst = false;
          return;
        }
        await restartWorker();
        note("✓ The worker runs the new code");
      });
    },
  };
  const watcher = await context({ ...bundleOptions(root), outdir: join(root, "dist"), plugins: [restartOnEnd] });
  await watcher.watch();
  return () => watcher.dispose();
}
