import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export const commandKinds = ["place", "change", "cancel"] as const;
type CommandKind = (typeof commandKinds)[number];

export type CommandRow = {
  readonly id: bigint;
  readonly accountId: string;
  readonly orderId: string;
  readonly kind: CommandKind;
  readonly payload: unknown;
  readonly attempts: number;
  readonly sentAt: Date | null;
};

/** To get out goes before to take back, and that before to get in. */
export const commandPriorities = { exit: 0, cancel: 1, entry: 2 } as const;

const columns = {
  id: true,
  accountId: true,
  orderId: true,
  kind: true,
  payload: true,
  attempts: true,
  sentAt: true,
} satisfies Prisma.BrokerCommandSelect;

type Found = Prisma.BrokerCommandGetPayload<{ select: typeof columns }>;
const typed = (row: Found): CommandRow => ({ ...row, kind: row.kind as CommandKind });

export type NewCommand = Pick<CommandRow, "accountId" | "orderId" | "kind"> & {
  readonly key: string;
  readonly priority: number;
  readonly payload: object;
};

/** Adds a command to the account's outbox; returns false where its key is there already. */
export async function insertCommand(tx: Transaction, command: NewCommand): Promise<boolean> {
  const data = { ...command, payload: command.payload as Prisma.InputJsonObject };
  const { count } = await tx.brokerCommand.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

export type Settlement =
  | { readonly status: "done" | "refused"; readonly outcome: string }
  | { readonly status: "unknown"; readonly outcome: string }
  /** `unsent` where it was taken and the broker was not called: that is no attempt. */
  | { readonly status: "pending"; readonly outcome: string; readonly notBefore?: Date; readonly unsent?: true };

/** Says what became of a command that was being sent, or whose fate was not known. */
export async function settleCommand(tx: Transaction, id: bigint, settlement: Settlement): Promise<void> {
  const isSettled = settlement.status === "done" || settlement.status === "refused";
  const notBefore = settlement.status === "pending" ? (settlement.notBefore ?? null) : null;
  const uncounted = settlement.status === "pending" && settlement.unsent === true ? 1 : 0;
  await tx.$executeRaw`
    UPDATE broker_commands
    SET status = ${settlement.status}, outcome = ${settlement.outcome}, not_before = ${notBefore},
        settled_at = ${isSettled ? new Date() : null}, attempts = attempts - ${uncounted}::int,
        -- what has no answer may have left as late as now: how long it may still be under way is counted from here
        sent_at = CASE WHEN ${settlement.status} = 'unknown' THEN clock_timestamp() ELSE sent_at END
    WHERE id = ${id} AND status IN ('sending', 'unknown')`;
}

/** Returns the commands whose fate is not known; those that a process left while it was sending are among them. */
export async function listDoubtful(db: Queryable, accountId: string): Promise<CommandRow[]> {
  const where = { accountId, status: { in: ["sending", "unknown"] } };
  return (await db.brokerCommand.findMany({ where, select: columns, orderBy: { id: "asc" } })).map(typed);
}

/** Returns the accounts that have something to do now. */
export async function listAccountsWithCommands(db: Queryable): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT account_id AS id FROM broker_commands
    WHERE settled_at IS NULL AND (not_before IS NULL OR not_before <= clock_timestamp())`;
  return rows.map((row) => row.id);
}

/** Takes back a placing that has not begun, of the stop of a pair that of its target; returns false where it has. */
export async function withdrawPlacing(tx: Transaction, orderId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE broker_commands
    SET status = 'refused', outcome = 'cancelled before it was sent', settled_at = clock_timestamp()
    WHERE kind = 'place' AND status = 'pending' AND attempts = 0 AND order_id = (
      SELECT coalesce(target.id, own.id) FROM broker_orders AS own
      LEFT JOIN broker_orders AS target
        ON target.account_id = own.account_id AND target.client_order_id = own.request->'pair'->>'target'
      WHERE own.id = ${orderId})`;
  return count === 1;
}
