import { z } from "zod";
import type { WorkerRole } from "../env.ts";

export type JobDefinition<Payload> = {
  /** The worker role that takes these jobs. */
  readonly role: WorkerRole;
  /** Ids only: the rows they name are the truth. The version is raised when the shape changes. */
  readonly payload: z.ZodType<Payload>;
  /** How often a job is started at most, starts after the death of a worker included. */
  readonly attempts: number;
  readonly backoff: { readonly type: "fixed" | "exponential"; readonly delay: number };
  readonly timeoutMilliseconds: number;
  /** Jobs of this kind that one worker process runs at a time. */
  readonly concurrency: number;
  /** A job of every second is remembered only when it fails; all others from the moment they are asked for. */
  readonly remembered: "always" | "failures";
};

function define<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

/** What comes round by itself: one at a time, and what one missed the next one does. */
const periodic = define({
  role: "maintenance",
  payload: z.strictObject({ version: z.literal(1) }),
  attempts: 1,
  backoff: { type: "fixed", delay: 1_000 },
  timeoutMilliseconds: 60_000,
  concurrency: 1,
  remembered: "failures",
});

/** Every kind of job there is. A handler per name is typed from it in workers/handlers. */
export const catalogue = {
  "backtest.run": define({
    role: "backtest",
    payload: z.strictObject({ version: z.literal(1), backtestId: z.uuid() }),
    attempts: 4,
    backoff: { type: "exponential", delay: 1_000 },
    timeoutMilliseconds: 15 * 60_000,
    concurrency: 2,
    remembered: "always",
  }),
  "portfolio.test": define({
    role: "backtest",
    payload: z.strictObject({ version: z.literal(1), testId: z.uuid() }),
    attempts: 3,
    backoff: { type: "exponential", delay: 1_000 },
    timeoutMilliseconds: 30 * 60_000,
    concurrency: 1,
    remembered: "always",
  }),
  "record.tend": periodic,
  "sweep.run": define({
    role: "backtest",
    payload: z.strictObject({ version: z.literal(1), sweepId: z.uuid() }),
    attempts: 6,
    backoff: { type: "exponential", delay: 1_000 },
    timeoutMilliseconds: 4 * 60 * 60_000,
    // A sweep takes every processor by itself.
    concurrency: 1,
    remembered: "always",
  }),
  "dataset.import": define({
    role: "data",
    payload: z.strictObject({ version: z.literal(1), importId: z.uuid() }),
    attempts: 3,
    backoff: { type: "exponential", delay: 2_000 },
    timeoutMilliseconds: 60 * 60_000,
    concurrency: 1,
    remembered: "always",
  }),
  "mail.send": define({
    role: "maintenance",
    payload: z.strictObject({ version: z.literal(1), letterId: z.uuid() }),
    // The last attempt comes more than an hour after the first.
    attempts: 13,
    backoff: { type: "exponential", delay: 1_000 },
    timeoutMilliseconds: 60_000,
    concurrency: 2,
    remembered: "always",
  }),
  "alert.dispatch": periodic,
  "broker.preflight": periodic,
  "alert.send": define({
    role: "maintenance",
    payload: z.strictObject({ version: z.literal(1), deliveryId: z.uuid() }),
    // The last attempt comes about half an hour after the first.
    attempts: 12,
    backoff: { type: "exponential", delay: 1_000 },
    timeoutMilliseconds: 30_000,
    concurrency: 4,
    remembered: "always",
  }),
  "live.wake": define({
    role: "live",
    payload: z.strictObject({ version: z.literal(1), shard: z.int().min(0) }),
    attempts: 5,
    backoff: { type: "fixed", delay: 500 },
    timeoutMilliseconds: 60_000,
    concurrency: 4,
    remembered: "failures",
  }),
  "account.wake": define({
    role: "live",
    payload: z.strictObject({ version: z.literal(1), accountId: z.uuid() }),
    attempts: 5,
    backoff: { type: "fixed", delay: 500 },
    timeoutMilliseconds: 60_000,
    concurrency: 8,
    remembered: "failures",
  }),
  "maintenance.sweep": periodic,
  "maintenance.anchor": periodic,
} as const;

export type JobName = keyof typeof catalogue;
export type JobPayload<Name extends JobName> = z.infer<(typeof catalogue)[Name]["payload"]>;

/** The field of a payload in which a job's key stands, for the jobs whose rows are told when they are given up. */
const keyFields: Partial<Record<JobName, string>> = {
  "backtest.run": "backtestId",
  "portfolio.test": "testId",
  "sweep.run": "sweepId",
  "dataset.import": "importId",
  "mail.send": "letterId",
  "alert.send": "deliveryId",
};

/** Returns the payload that a job of this key has in the shape of today, or null where the key alone does not tell it. */
export function payloadOfKey(name: JobName, key: string): unknown {
  const field = keyFields[name];
  return field === undefined ? null : { version: 1, [field]: key };
}

export const jobNames = Object.keys(catalogue) as readonly JobName[];

/** Returns the definition of a job with its payload's type forgotten, for code that handles every job alike. */
export function definitionOf(name: JobName): JobDefinition<unknown> {
  return catalogue[name] as JobDefinition<unknown>;
}
