import { secret } from "@/server/config/secret.ts";
import { openWorker } from "@/server/queue/backend.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { alertSend } from "@/workers/handlers/alert-send.ts";
import { createJobRunner } from "@/workers/run-job.ts";
import type { Platform } from "./platform.ts";

/** Starts what posts alerts, as a worker process does. */
export async function startAlertWorker({ db, url }: Platform): Promise<{ close(): Promise<void> }> {
  const run = createJobRunner("alert.send", alertSend, { db, deliverer: deliverer(), worker: "alert-worker" });
  const settings = { concurrency: 2, recoveryMilliseconds: 5_000, onError: () => undefined };
  const worker = openWorker({ databaseUrl: secret(url) }, "alert.send", run, settings);
  await worker.waitUntilReady();
  return worker;
}
