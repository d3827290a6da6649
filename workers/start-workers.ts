import type { Database } from "@/server/db/client.ts";
import type { WorkerRole } from "@/server/env.ts";
import { log } from "@/server/log.ts";
import { type OpenWorker, openWorker, type QueueAddress } from "@/server/queue/backend.ts";
import { definitionOf, type JobName, jobNames } from "@/server/queue/catalogue.ts";
import type { Deliverer } from "@/server/queue/deliver.ts";
import type { JobHandler, JobHandlers } from "./handler.ts";
import { createJobRunner } from "./run-job.ts";

type Settings = {
  readonly address: QueueAddress;
  readonly roles: readonly WorkerRole[];
  readonly handlers: JobHandlers;
  readonly db: Database;
  readonly deliverer: Deliverer;
  readonly worker: string;
  readonly recoveryMilliseconds: number;
};

/** Starts a BullMQ worker for every kind of job whose role this process has; resolves when all take jobs. */
export async function startWorkers({
  address,
  roles,
  handlers,
  recoveryMilliseconds,
  ...surroundings
}: Settings): Promise<OpenWorker[]> {
  const names = jobNames.filter((name) => roles.includes(definitionOf(name).role));
  const workers = names.map((name) =>
    openWorker(address, name, createJobRunner(name, handlerOf(handlers, name), surroundings), {
      concurrency: definitionOf(name).concurrency,
      recoveryMilliseconds,
      onError: (error) => log().warn({ err: error, job: name }, "queue connection troubled"),
    }),
  );
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  return workers;
}

function handlerOf<Name extends JobName>(handlers: JobHandlers, name: Name): JobHandler<Name> {
  return handlers[name];
}
