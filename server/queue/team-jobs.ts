import type { Database, Transaction } from "../db/client.ts";
import { endJob, recordJob } from "../db/repositories/job-records.ts";
import { countWaiting, listHolders, lockTeamJobs, takeHeldJobs } from "../db/repositories/team-jobs.ts";
import { env } from "../env.ts";
import { AppError } from "../errors/app-error.ts";
import { publish } from "../events/publish.ts";
import { log } from "../log.ts";
import type { JobName, JobPayload } from "./catalogue.ts";
import { type Deliverer, deliveryKeyOf } from "./deliver.ts";

/** The kinds of jobs that teams ask for, and that each team has only so many of at a time. */
export type TeamJobName = "backtest.run" | "portfolio.test" | "sweep.run" | "dataset.import";
const words: Readonly<Record<TeamJobName, string>> = {
  "backtest.run": "backtests",
  "portfolio.test": "tests of baskets",
  "sweep.run": "sweeps",
  "dataset.import": "imports",
};

export const teamJobNames = Object.keys(words) as readonly TeamJobName[];

export type Limits = { readonly running: number; readonly waiting: number };

/** Returns how many jobs of a kind a team may have with the workers, and how many may wait. */
export function limitsOf(name: TeamJobName): Limits {
  const { TEAM_BACKTESTS_RUNNING, TEAM_TESTS_RUNNING, TEAM_SWEEPS_RUNNING, TEAM_IMPORTS_RUNNING, TEAM_JOBS_WAITING } =
    env();
  const running = {
    "backtest.run": TEAM_BACKTESTS_RUNNING,
    "portfolio.test": TEAM_TESTS_RUNNING,
    "sweep.run": TEAM_SWEEPS_RUNNING,
    "dataset.import": TEAM_IMPORTS_RUNNING,
  };
  return { running: running[name], waiting: TEAM_JOBS_WAITING };
}

export function isTeamJob(name: JobName): name is TeamJobName {
  return name in words;
}

type Asked<Name extends TeamJobName> = {
  readonly name: Name;
  readonly key: string;
  readonly payload: JobPayload<Name>;
  readonly teamId: string;
};

/**
 * Remembers a team's job, in the transaction that writes what it is about; refuses where too many of the team wait already.
 * `handOver` gives it to the workers afterwards.
 */
export async function askForJob<Name extends TeamJobName>(tx: Transaction, job: Asked<Name>): Promise<void> {
  await lockTeamJobs(tx, job);
  const waiting = await countWaiting(tx, job);
  const most = limitsOf(job.name).waiting;
  if (waiting >= most) {
    const message = `${waiting} ${words[job.name]} of your team wait already, and no more than ${most} may. Cancel some on the page Queue, or wait until some are through.`;
    throw new AppError("too-many-requests", { message, waiting, most });
  }
  await recordJob(tx, { ...job, handedAt: null });
  await tellQueue(tx, job.teamId);
}

/**
 * Gives the workers the next jobs of a team, as many as it may have with them. So a team with hundreds of jobs never stands before
 * another one with more than a few. Called whenever a job is asked for or ends; what is lost in between is made up for by the
 * maintenance sweep.
 */
export async function handOver(db: Database, deliverer: Deliverer, name: TeamJobName, teamId: string): Promise<void> {
  try {
    const most = limitsOf(name).running;
    const jobs = await db.$transaction(async (tx) => {
      await lockTeamJobs(tx, { name, teamId });
      return takeHeldJobs(tx, { name, teamId }, most);
    });
    for (const { key, payload } of jobs) {
      // One of an older shape is delivered, too: the worker ends it with its reason instead of leaving it to wait for ever.
      await deliverer.deliver(name, payload as JobPayload<TeamJobName>, deliveryKeyOf(name, key));
    }
  } catch (error) {
    log().warn({ err: error, job: name, teamId }, "jobs not delivered yet");
  }
}

/** Ends a job that no worker has begun, and lets the team's next one take its place. */
export async function endWaiting(
  db: Database,
  deliverer: Deliverer,
  { name, key, teamId }: { readonly name: TeamJobName; readonly key: string; readonly teamId: string },
): Promise<void> {
  await endJob(db, { name, key }, { status: "cancelled" });
  await tellQueue(db, teamId);
  await handOver(db, deliverer, name, teamId);
}

/** Gives the workers what is due of every team. */
export async function handOverAll(db: Database, deliverer: Deliverer): Promise<void> {
  for (const { name, teamId } of await listHolders(db)) {
    if (isTeamJob(name)) await handOver(db, deliverer, name, teamId);
  }
}

/** Tells the team's queue page that something moved. */
export async function tellQueue(db: Parameters<typeof publish>[0], teamId: string, moved: object = {}): Promise<void> {
  await publish(db, { topic: `queue:${teamId}`, type: "changed", payload: { ...moved } });
}
