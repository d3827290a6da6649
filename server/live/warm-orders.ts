import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import { givingBar } from "../db/repositories/give-bar.ts";
import { readingReported, storingReported } from "../db/repositories/reported-orders.ts";
import { readingWork } from "../db/repositories/run-work.ts";
import { readingShards } from "../db/repositories/runs.ts";
import { settling } from "../db/repositories/settle-taken.ts";
import { releasing } from "../db/repositories/shard-leases.ts";
import { storingOrders } from "../db/repositories/store-orders.ts";
import { storingSteps } from "../db/repositories/store-steps.ts";
import { taking } from "../db/repositories/take-command.ts";
import { lastAnalysis, warmPrepared } from "../db/warm-prepared.ts";
import { log } from "../log.ts";
import type { RightOfWay } from "./right-of-way.ts";

const statements = [
  ...[givingBar, readingWork, storingOrders, taking, settling, releasing],
  ...[readingReported, storingReported, readingShards, storingSteps],
];

const lookMilliseconds = 1_000;

/** Has everything planned that lies between the close of a bar and its order. What fails here is planned when it is asked for. */
export async function warmOrders(db: Database): Promise<void> {
  try {
    await warmPrepared(db, { statements, analysis: await lastAnalysis(db), mayGoOn: () => true });
  } catch (error) {
    log().warn({ err: error }, "statements were not planned");
  }
}

/**
 * Has it planned again whenever the database has looked at its tables anew, which is once a minute where much is written: else the next
 * bar's orders wait for it, on every connection. Whatever goes first interrupts it.
 */
export async function keepOrdersWarm(db: Database, way: RightOfWay, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const analysis = await lastAnalysis(db);
      await warmPrepared(db, { statements, analysis, mayGoOn: () => way.isClear && !signal.aborted });
    } catch (error) {
      log().debug({ err: error }, "statements were not planned again");
    }
    await sleep(lookMilliseconds, undefined, { signal }).catch(() => undefined);
  }
}
