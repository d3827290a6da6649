import type { Transaction } from "../db/client.ts";
import { notifyTeam, notifyTeams } from "../db/repositories/notifications.ts";
import { findRunName } from "../db/repositories/run-reads.ts";
import type { StepRecords } from "../db/repositories/run-steps.ts";
import type { RunWork } from "../db/repositories/runs.ts";
import { stepNotices } from "./step-notices.ts";

/** Tells the team of a step what it has to know of it, in the step's own transaction. */
export async function tellStep(tx: Transaction, run: RunWork, records: StepRecords): Promise<void> {
  if (stepNotices(run, "", records).length === 0) return;
  await notifyTeams(tx, stepNotices(run, await findRunName(tx, run.id), records));
}

type Ended = {
  readonly id: string;
  readonly teamId: string;
  readonly kind: "run.stopped" | "run.review";
  readonly reason: string;
  readonly sequence: number;
};

/** Tells the team that a run was closed or set aside otherwise than by a step. */
export async function tellEnded(tx: Transaction, { id, teamId, kind, reason, sequence }: Ended): Promise<void> {
  const name = await findRunName(tx, id);
  await notifyTeam(tx, {
    teamId,
    kind,
    key: `run:${id}:${kind}:${sequence}`,
    subject: `run:${id}`,
    title: `${kind === "run.stopped" ? "Stopped" : "Needs review"}: ${name}`,
    body: reason,
    href: `/runs/${id}`,
  });
}
