import {
  AccountLimits,
  type AccountMoment,
  type AccountOrder,
  reviewAccountOrder,
} from "@/graph-runtime/risk/account-limits.ts";
import { appendAudit } from "../../audit/append.ts";
import type { Transaction } from "../../db/client.ts";
import { readAccountGuard, readAccountMoment } from "../../db/repositories/account-guard.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";

type Entry = Omit<AccountOrder, "held"> & { readonly runId: string; readonly feedSymbol: string };

/**
 * Returns why an account takes no entry now, or null: its kill switch, and its limits. A breach goes into the audit trail of the run. Exits
 * are never asked about.
 */
export async function reviewEntry(tx: Transaction, accountId: string, entry: Entry): Promise<string | null> {
  const { teamId, haltedAt, limits: stored } = await readAccountGuard(tx, accountId);
  if (haltedAt !== null) return "the account was killed and trades no more until somebody allows it";
  const limits = AccountLimits.parse(stored);
  if (Object.keys(limits).length === 0) return null;
  const { held, ...rest } = await readAccountMoment(tx, accountId, entry.feedSymbol);
  const moment: AccountMoment = { ...rest, time: Date.now() };
  const { runId, feedSymbol: _, ...order } = entry;
  const reason = reviewAccountOrder(limits, { ...order, held }, moment);
  if (reason === null) return null;
  const { symbol, quantity } = order;
  const detail = { accountId, runId, symbol, quantity, reason };
  // the run is locked, so its own chain is the one that can be written to without waiting for others
  await appendAudit(tx, { chain: `run:${runId}`, teamId, actor: "system", action: "account.limit-breached", detail });
  await notifyTeam(tx, {
    teamId,
    kind: "risk.limit",
    // what is refused on every bar is told once a day
    key: `account:${accountId}:limit:${runId}:${symbol}:${new Date().toISOString().slice(0, 10)}`,
    subject: `run:${runId}`,
    title: "A limit of an account was reached",
    body: `An entry of ${quantity} ${symbol} was refused: ${reason}`,
    href: `/runs/${runId}`,
  });
  return `account limit: ${reason}`;
}
