import { AccountLimits } from "@/graph-runtime/risk/account-limits.ts";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { Database } from "../../db/client.ts";
import { readAccountGuard, storeMargin } from "../../db/repositories/account-guard.ts";

/** Keeps what the broker says of the margin in use, where a limit of the account asks for it. */
export async function readMargin(db: Database, accountId: string, connection: BrokerConnection): Promise<void> {
  const { limits } = await readAccountGuard(db, accountId);
  if (AccountLimits.parse(limits).maxMargin === undefined) return;
  // what is sent while the broker answers counts on top
  const at = new Date();
  const { used } = await connection.readFunds();
  await storeMargin(db, accountId, { used, at });
}
