import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Makes the long histories of the synthetic market at the first start; later it finds them made. */
export async function prepareBuiltIns(): Promise<void> {
  // The bundle of the thread lies beside the bundle of the worker (scripts/launcher/bundles.js).
  const worker = new Worker(new URL("./built-ins.thread.js", import.meta.url));
  worker.unref();
  await once(worker, "exit");
}
