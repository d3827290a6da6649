import { env } from "../env.ts";
import { inSpan, presentTrace } from "../ops/span.ts";
import { type OpenQueue, openQueue, type QueueAddress } from "./backend.ts";
import { definitionOf, type JobName, type JobPayload } from "./catalogue.ts";

/** How a job is told from others of its name. Jobs of one lane never overlap, and a wake-up of a busy lane is kept, once. */
export type DeliveryKey = { readonly id: string } | { readonly lane: string };

/** Kinds whose key is a lane: what is asked for while a job of that key is at work follows it. An import is two jobs of one key. */
const laneNames: readonly JobName[] = ["live.wake", "account.wake", "dataset.import"];

/** Returns how a remembered job is delivered. */
export function deliveryKeyOf(name: JobName, key: string): DeliveryKey {
  return laneNames.includes(name) ? { lane: key } : { id: key };
}

/** Hands jobs to the workers. What a job is about is already committed when it is delivered. */
export interface Deliverer {
  deliver<Name extends JobName>(name: Name, payload: JobPayload<Name>, key: DeliveryKey): Promise<void>;
  /** Makes a job of the name every `milliseconds`, across all processes once. */
  schedule<Name extends JobName>(name: Name, payload: JobPayload<Name>, milliseconds: number): Promise<void>;
  /** Takes back a job that no worker has begun. */
  withdraw(name: JobName, id: string): Promise<void>;
  /** Returns the number of jobs by state (waiting, active, delayed ...). */
  count(name: JobName): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export function createDeliverer(address: QueueAddress, onError: (error: Error) => void): Deliverer {
  const open = new Map<JobName, OpenQueue>();
  const queueOf = (name: JobName): OpenQueue => {
    let queue = open.get(name);
    if (queue === undefined) {
      queue = openQueue(address, name);
      queue.on("error", onError);
      open.set(name, queue);
    }
    return queue;
  };
  return {
    deliver: async (name, payload, key) => {
      const identity =
        "id" in key ? { jobId: key.id } : { deduplication: { id: key.lane, keepLastIfActive: true as const } };
      const attributes = { "quantloom.job": name, "quantloom.job_key": "id" in key ? key.id : key.lane };
      await inSpan({ name: `deliver ${name}`, kind: "producer" }, attributes, async () => {
        const traceparent = presentTrace();
        const telemetry = traceparent === undefined ? {} : { telemetry: { metadata: traceparent } };
        await queueOf(name).add(name, payload, { ...optionsOf(name), ...identity, ...telemetry });
      });
    },
    schedule: async (name, payload, milliseconds) => {
      const template = { name, data: payload, opts: optionsOf(name) };
      await queueOf(name).upsertJobScheduler(name, { every: milliseconds }, template);
    },
    withdraw: async (name, id) => {
      await queueOf(name).remove(id);
    },
    count: (name) => queueOf(name).getJobCounts(),
    close: async () => {
      await Promise.all([...open.values()].map((queue) => queue.close()));
    },
  };
}

/** Finished jobs leave the queue: JobRecord remembers, and the same id can be delivered again. */
function optionsOf(name: JobName) {
  const { attempts, backoff } = definitionOf(name);
  return { attempts, backoff, removeOnComplete: true, removeOnFail: true };
}

// Next loads route modules more than once in one process; the connections must still be one set.
const shared = globalThis as { quantloomDeliverer?: Deliverer };

/** Returns the deliverer that this process shares. */
export function deliverer(): Deliverer {
  shared.quantloomDeliverer ??= createDeliverer(
    { databaseUrl: env().DATABASE_URL, redisUrl: env().REDIS_URL },
    // BullMQ reconnects by itself; a delivery that could not be made rejects at its caller.
    () => undefined,
  );
  return shared.quantloomDeliverer;
}
