import {
  type BackendFactory,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
  Queue,
  Worker,
  type WorkerOptions,
} from "bullmq";
import type { Secret } from "../config/secret.ts";
import { QueueConnection } from "./queue-connection.ts";

/** Where jobs are delivered: in PostgreSQL, or on Redis where an address of one is given. */
export type QueueAddress = { readonly databaseUrl: Secret; readonly redisUrl?: Secret | undefined };

export type AddOptions = {
  readonly jobId?: string;
  readonly deduplication?: { readonly id: string; readonly keepLastIfActive: true };
  readonly attempts: number;
  readonly backoff: { readonly type: "fixed" | "exponential"; readonly delay: number };
  readonly delay?: number;
  /** Kept with the job by BullMQ: where the delivery belongs in a trace. */
  readonly telemetry?: { readonly metadata: string };
  readonly removeOnComplete: boolean;
  readonly removeOnFail: boolean;
};

/** The part of a BullMQ queue that we use; the same on both backends. */
export interface OpenQueue {
  add(name: string, data: unknown, options: AddOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: unknown; opts: Omit<AddOptions, "jobId" | "deduplication" | "delay"> },
  ): Promise<unknown>;
  remove(jobId: string): Promise<number>;
  getJobCounts(): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** One delivery of a job to this process. */
export type Delivery = {
  /** The id or the lane under which the job was delivered, or the name of its schedule. */
  readonly key: string;
  readonly data: unknown;
  /** The span that delivered it; undefined where nothing was traced. */
  readonly traceparent?: string | undefined;
  readonly reportProgress: (share: number) => Promise<void>;
  readonly signal: AbortSignal;
};

export interface OpenWorker {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}

export type WorkerSettings = {
  readonly concurrency: number;
  /** The jobs of a worker that died are with another one after about this long. */
  readonly recoveryMilliseconds: number;
  readonly onError: (error: Error) => void;
};

/**
 * A worker that dies leaves its jobs locked: short locks and frequent checks hand them to another. The bound on starts is ours
 * (JobRecord), so BullMQ's own count of stalls is set out of the way.
 */
function recoverWithin(milliseconds: number) {
  const lockDuration = Math.round(milliseconds * 0.6);
  const stalledInterval = Math.round(milliseconds * 0.3);
  // After an error a worker asks again this soon: BullMQ's own 15 seconds are long after a database that restarts in one.
  return { lockDuration, stalledInterval, maxStalledCount: 1_000, drainDelay: 2, runRetryDelay: 1_000 };
}

/** BullMQ's PostgreSQL backend on the connections that the process shares. */
function onPostgres(url: Secret) {
  const connection = new QueueConnection(url);
  const backend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (name, options) =>
    new PostgresQueueBackend(connection, name, options);
  return [{ connection: connection.pool }, backend] as const;
}

export function openQueue(address: QueueAddress, name: string): OpenQueue {
  if (address.redisUrl !== undefined) {
    return new Queue(name, { connection: { url: address.redisUrl.reveal() }, prefix: "quantloom" });
  }
  const [connection, backend] = onPostgres(address.databaseUrl);
  return new Queue(name, connection, backend);
}

export function openWorker(
  address: QueueAddress,
  name: string,
  handle: (delivery: Delivery) => Promise<void>,
  { concurrency, recoveryMilliseconds, onError }: WorkerSettings,
): OpenWorker {
  const settings = { ...recoverWithin(recoveryMilliseconds), concurrency } satisfies Partial<WorkerOptions>;
  const process = (job: BullJob, _token?: string, signal?: AbortSignal): Promise<void> =>
    handle({
      key: job.deduplicationId ?? job.repeatJobKey ?? job.id ?? "",
      data: job.data,
      traceparent: job.opts.telemetry?.metadata,
      reportProgress: (share) => job.updateProgress(share),
      signal: signal ?? new AbortController().signal,
    });
  if (address.redisUrl !== undefined) {
    // Blocking commands wait as long as they must: a limit on retries would end the worker's loop.
    const connection = { url: address.redisUrl.reveal(), maxRetriesPerRequest: null };
    const worker = new Worker(name, process, { connection, prefix: "quantloom", ...settings });
    worker.on("error", onError);
    return worker;
  }
  const [connection, backend] = onPostgres(address.databaseUrl);
  const worker = new Worker(name, process, { ...connection, ...settings }, backend);
  worker.on("error", onError);
  return worker;
}

type BullJob = {
  id?: string | undefined;
  deduplicationId?: string | undefined;
  repeatJobKey?: string | undefined;
  data: unknown;
  opts: { telemetry?: { metadata?: string } };
  updateProgress: (progress: number) => Promise<void>;
};
