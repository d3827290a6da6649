import type { Transaction } from "../db/client.ts";
import type { JobFailure } from "../db/repositories/job-records.ts";
import { teamsToTell } from "../db/repositories/job-teams.ts";
import { notifyTeams } from "../db/repositories/notifications.ts";
import type { JobName } from "../queue/catalogue.ts";

/**
 * Tells those who look after jobs that one was given up: in the team that it worked for, or in every team where it is the platform's
 * own. Of one job, one a day is told.
 */
export async function tellDeadJob(
  tx: Transaction,
  job: { readonly name: JobName; readonly key: string },
  { message }: JobFailure,
): Promise<void> {
  const { name, key } = job;
  const isDelivery = name === "alert.send" || name === "mail.send";
  const day = new Date().toISOString().slice(0, 10);
  const teams = await teamsToTell(tx, job);
  await notifyTeams(
    tx,
    teams.map((teamId) => ({
      teamId,
      kind: isDelivery ? ("delivery.failed" as const) : ("job.dead" as const),
      key: `job:${name}:${key}:${day}`,
      subject: `job:${name}`,
      title: isDelivery ? "A message could not be delivered" : `A job was given up: ${name}`,
      body: message,
      href: name === "alert.send" ? "/settings?tab=alerts" : "/admin",
    })),
  );
}
