import type { Database } from "@/server/db/client.ts";
import type { JobFailure } from "@/server/db/repositories/job-records.ts";
import type { JobName, JobPayload } from "@/server/queue/catalogue.ts";
import type { Deliverer } from "@/server/queue/deliver.ts";

/** What every handler gets besides its payload. */
export type HandlerContext = {
  readonly db: Database;
  readonly deliverer: Deliverer;
  /** The name of this process, unique among all that ever ran. */
  readonly worker: string;
  /** Aborted when the job takes too long or the process is asked to stop. */
  readonly signal: AbortSignal;
  /** Share done, 0 to 1. */
  readonly reportProgress: (share: number) => Promise<void>;
};

/** A handler may run twice with the same payload, the second time after the first was killed anywhere. */
export type JobHandler<Name extends JobName> = {
  readonly run: (payload: JobPayload<Name>, context: HandlerContext) => Promise<void>;
  /** Called once when no further attempt will be made. */
  readonly giveUp?: (payload: JobPayload<Name>, failure: JobFailure, db: Database) => Promise<void>;
};

export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };
