import type { Database } from "../db/client.ts";
import { warmPrepared } from "../db/prepared.ts";
import { givingBar } from "../db/repositories/give-bar.ts";
import { readingReported, storingReported } from "../db/repositories/reported-orders.ts";
import { readingWork } from "../db/repositories/run-work.ts";
import { readingShards } from "../db/repositories/runs.ts";
import { settling } from "../db/repositories/settle-taken.ts";
import { releasing } from "../db/repositories/shard-leases.ts";
import { storingOrders } from "../db/repositories/store-orders.ts";
import { storingSteps } from "../db/repositories/store-steps.ts";
import { taking } from "../db/repositories/take-command.ts";
import { log } from "../log.ts";

const statements = [
  ...[givingBar, readingWork, storingOrders, taking, settling, releasing],
  ...[readingReported, storingReported, readingShards, storingSteps],
];

/** Has everything planned that lies between the close of a bar and its order. What fails here is planned when it is asked for. */
export async function warmOrders(db: Database): Promise<void> {
  await warmPrepared(db, statements).catch((error: unknown) =>
    log().warn({ err: error }, "statements were not planned"),
  );
}
