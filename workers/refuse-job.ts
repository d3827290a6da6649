import { tellDeadJob } from "@/server/alerts/tell-dead-job.ts";
import { endJob, teamOfJob } from "@/server/db/repositories/job-records.ts";
import { publish } from "@/server/events/publish.ts";
import { catalogue, type JobName, type JobPayload, payloadOfKey } from "@/server/queue/catalogue.ts";
import { handOver, isTeamJob, tellQueue } from "@/server/queue/team-jobs.ts";
import type { JobHandler } from "./handler.ts";
import type { Surroundings } from "./run-job.ts";

type Refused<Name extends JobName> = { readonly name: Name; readonly key: string; readonly data: unknown };

/** Ends a job that another version of the product wrote, and what it is about, so that nobody waits for it. */
export async function refuseJob<Name extends JobName>(
  { data, ...job }: Refused<Name>,
  handler: JobHandler<Name>,
  { db, deliverer }: Surroundings,
): Promise<void> {
  const { name, key } = job;
  const version = (data as { readonly version?: unknown } | null)?.version;
  const message = `This job was asked for by another version of Quantloom (its payload has version ${JSON.stringify(version) ?? "none"}, this worker reads version 1). Nothing was computed: ask for it again.`;
  const failure = { code: "not-possible-now", message };
  const teamId = await db.$transaction(async (tx) => {
    await endJob(tx, job, { status: "dead", error: failure });
    await tellDeadJob(tx, job, failure);
    return teamOfJob(tx, job);
  });
  const payload = catalogue[name].payload.safeParse(payloadOfKey(name, key));
  if (payload.success) await handler.giveUp?.(payload.data as JobPayload<Name>, failure, db);
  await publish(db, { topic: "jobs", type: "changed", payload: { name, status: "dead" } });
  if (teamId === null) return;
  await tellQueue(db, teamId);
  if (isTeamJob(name)) await handOver(db, deliverer, name, teamId);
}
