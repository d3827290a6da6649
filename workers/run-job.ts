import { UnrecoverableError } from "bullmq";
import { tellDeadJob } from "@/server/alerts/tell-dead-job.ts";
import type { Database } from "@/server/db/client.ts";
import {
  beginJob,
  endJob,
  type JobFailure,
  recordFailedJob,
  storeJobProgress,
} from "@/server/db/repositories/job-records.ts";
import { AppError, findAppError } from "@/server/errors/app-error.ts";
import { publish } from "@/server/events/publish.ts";
import { log } from "@/server/log.ts";
import { metrics } from "@/server/ops/metrics.ts";
import { inSpan, inTraceOf } from "@/server/ops/span.ts";
import type { Delivery } from "@/server/queue/backend.ts";
import { catalogue, type JobName, type JobPayload } from "@/server/queue/catalogue.ts";
import type { Deliverer } from "@/server/queue/deliver.ts";
import { handOver, isTeamJob, tellQueue } from "@/server/queue/team-jobs.ts";
import type { HandlerContext, JobHandler } from "./handler.ts";
import { refuseJob } from "./refuse-job.ts";

export type Surroundings = { readonly db: Database; readonly deliverer: Deliverer; readonly worker: string };

/**
 * Returns the function that takes deliveries of one kind of job: it reads the payload, counts the start, enforces the time limit,
 * and translates failures, so that handlers hold nothing but their work.
 */
export function createJobRunner<Name extends JobName>(
  name: Name,
  handler: JobHandler<Name>,
  surroundings: Surroundings,
): (delivery: Delivery) => Promise<void> {
  const { attempts: attemptLimit, remembered, timeoutMilliseconds, payload: schema } = catalogue[name];
  const { db, deliverer, worker } = surroundings;

  return async ({ key, data, traceparent, reportProgress, signal: cancelled }) => {
    const parsed = schema.safeParse(data);
    if (!parsed.success) {
      log().error({ job: name, key, issues: parsed.error.issues }, "job payload refused");
      if (remembered === "always") await refuseJob({ name, key, data }, handler, surroundings);
      throw new UnrecoverableError(`payload of ${name} refused: ${parsed.error.message}`);
    }
    const payload = parsed.data as JobPayload<Name>;
    const job = { name, key };
    const { attempts: attempt, teamId } =
      remembered === "always" ? await beginJob(db, { ...job, payload, worker }) : { attempts: 1, teamId: null };
    const tell = async (status: string): Promise<void> => {
      if (remembered !== "always") return;
      await publish(db, { topic: "jobs", type: "changed", payload: { name, status } });
      if (teamId !== null) await tellQueue(db, teamId);
    };
    const next = async (): Promise<void> => {
      if (teamId !== null && isTeamJob(name)) await handOver(db, deliverer, name, teamId);
    };
    await tell("running");
    const deadline = AbortSignal.timeout(timeoutMilliseconds);
    const context: HandlerContext = {
      db,
      deliverer,
      worker,
      signal: AbortSignal.any([cancelled, deadline]),
      reportProgress: async (share) => {
        await reportProgress(share);
        if (remembered !== "always") return;
        await storeJobProgress(db, job, share);
        if (teamId !== null) await tellQueue(db, teamId, { key, progress: share });
      },
    };
    const measured = metrics().jobs.startTimer({ job: name });
    try {
      if (attempt > attemptLimit) throw new AppError("internal", { message: lostTooOften(attemptLimit) });
      const work = () => settleWithin(handler.run(payload, context), deadline);
      const attributes = { "quantloom.job": name, "quantloom.job_key": key, "quantloom.attempt": attempt };
      await inTraceOf(traceparent, () => inSpan({ name: `job ${name}`, kind: "consumer" }, attributes, work));
      if (remembered === "always") await endJob(db, job, { status: "succeeded", from: "running" });
      await tell("succeeded");
      await next();
      measured({ outcome: "succeeded" });
    } catch (error) {
      measured({ outcome: "failed" });
      const failure = describeFailure(error);
      const isLast = attempt >= attemptLimit || findAppError(error)?.retry === false;
      log().error({ err: error, job: name, key, attempt, isLast }, "job failed");
      if (remembered === "failures") {
        await db.$transaction(async (tx) => {
          await recordFailedJob(tx, { ...job, payload, worker, error: failure });
          await tellDeadJob(tx, job, failure);
        });
        throw error;
      }
      const status = isLast ? "dead" : "queued";
      await db.$transaction(async (tx) => {
        await endJob(tx, job, { status, error: failure, from: "running" });
        if (isLast) await tellDeadJob(tx, job, failure);
      });
      await tell(status);
      if (!isLast) throw error;
      await handler.giveUp?.(payload, failure, db);
      await next();
      throw new UnrecoverableError(failure.message);
    }
  };
}

function lostTooOften(limit: number): string {
  return `The workers that computed this were lost ${limit} times in a row. It was given up so that it harms nothing else.`;
}

/** Settles as the work does, or rejects when the deadline passes first, whether or not the work heeds its signal. */
async function settleWithin(work: Promise<void>, deadline: AbortSignal): Promise<void> {
  let onAbort: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    onAbort = () => reject(new AppError("timed-out"));
    deadline.addEventListener("abort", onAbort, { once: true });
  });
  try {
    await Promise.race([work, late]);
  } finally {
    deadline.removeEventListener("abort", onAbort);
  }
}

function describeFailure(error: unknown): JobFailure {
  const known = findAppError(error);
  if (known !== null) return { code: known.code, message: known.message };
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}
