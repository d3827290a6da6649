import type { JobRow } from "../db/repositories/job-records.ts";
import { catalogue } from "./catalogue.ts";
import type { Deliverer } from "./deliver.ts";

/** Delivers a remembered job again. A job that is still in the queue is left as it is. */
export async function redeliver(deliverer: Deliverer, { name, key, payload }: JobRow): Promise<void> {
  switch (name) {
    case "backtest.run":
      await deliverer.deliver(name, catalogue[name].payload.parse(payload), { id: key });
      return;
    case "live.wake":
      await deliverer.deliver(name, catalogue[name].payload.parse(payload), { lane: key });
      return;
    case "maintenance.sweep":
    case "maintenance.anchor":
      await deliverer.deliver(name, catalogue[name].payload.parse(payload), { id: key });
      return;
    default:
      // A record of a kind of job that this version no longer has.
      return;
  }
}
