import { inject } from "vitest";
import { startWorkerFrom, type WorkerProcess, type WorkerSettings } from "../../setup/worker-process.ts";

export type { WorkerProcess };

/** The folder of the worker and its threads, bundled once for the whole run. */
export const workerFolder = inject("workerFolder");

/** Starts a real worker process and waits until it takes jobs. */
export function startWorkerProcess(settings: WorkerSettings): Promise<WorkerProcess> {
  return startWorkerFrom(workerFolder, settings);
}

/** Waits until `find` returns something, looking every `every` milliseconds for at most `within`. */
export async function eventually<Found>(
  find: () => Promise<Found | null | undefined | false>,
  { within = 45_000, every = 25, what = "the expected state" } = {},
): Promise<Found> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await find();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come about within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
