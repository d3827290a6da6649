import type { JobRow } from "../db/repositories/job-records.ts";
import { type JobName, type JobPayload, jobNames } from "./catalogue.ts";
import { type Deliverer, deliveryKeyOf } from "./deliver.ts";

/** Delivers a remembered job again. A job that is still in the queue is left as it is, one of a kind that this version no longer has too. Its payload is the worker's to read: what is out of date ends there. */
export async function redeliver(deliverer: Deliverer, job: JobRow): Promise<void> {
  const name = jobNames.find((known) => known === job.name);
  if (name !== undefined) await deliver(deliverer, name, job);
}

async function deliver<Name extends JobName>(
  deliverer: Deliverer,
  name: Name,
  { key, payload }: JobRow,
): Promise<void> {
  await deliverer.deliver(name, payload as JobPayload<Name>, deliveryKeyOf(name, key));
}
