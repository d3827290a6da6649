import type { Queryable, Transaction } from "../client.ts";
import type { StepOrder } from "./run-steps.ts";

export const approvalStatuses = ["waiting", "approved", "declined", "expired"] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

export type ApprovalRow = {
  readonly id: string;
  readonly subscriptionId: string;
  readonly runId: string;
  readonly sequence: number;
  readonly ordinal: number;
  readonly symbol: string;
  readonly side: string;
  readonly quantity: string;
  readonly status: ApprovalStatus;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
};

const columns = {
  id: true,
  subscriptionId: true,
  runId: true,
  sequence: true,
  ordinal: true,
  symbol: true,
  side: true,
  quantity: true,
  status: true,
  createdAt: true,
  expiresAt: true,
  decidedAt: true,
} as const;

/** Minutes that an entry waits where the subscription does not say. */
const usualWait = 15;

/** Lets an entry wait for its subscriber's word; an older one of the same instrument has run out with it. Returns whether there was none. */
export async function insertApproval(
  tx: Transaction,
  run: { readonly id: string; readonly subscriptionId: string },
  order: Pick<StepOrder, "sequence" | "ordinal" | "lane" | "symbol" | "side" | "quantity">,
): Promise<boolean> {
  const { count } = await tx.approval.updateMany({
    where: { runId: run.id, lane: order.lane, status: "waiting" },
    data: { status: "expired", decidedAt: new Date() },
  });
  const { settings } = await tx.subscription.findUniqueOrThrow({
    where: { id: run.subscriptionId },
    select: { settings: true },
  });
  const given = settings !== null && typeof settings === "object" && "approveWithinMinutes" in settings;
  const minutes = given ? Number(settings["approveWithinMinutes"]) : usualWait;
  await tx.approval.create({
    data: {
      runId: run.id,
      subscriptionId: run.subscriptionId,
      sequence: BigInt(order.sequence),
      ordinal: order.ordinal,
      lane: order.lane,
      symbol: order.symbol,
      side: order.side,
      quantity: order.quantity,
      expiresAt: new Date(Date.now() + minutes * 60_000),
    },
    select: { id: true },
  });
  return count === 0;
}

/** Returns the newest approvals of a subscription; those whose time is over are expired, whether or not anybody looked. */
export async function listApprovals(db: Queryable, subscriptionId: string, now: Date): Promise<ApprovalRow[]> {
  const rows = await db.approval.findMany({
    where: { subscriptionId },
    orderBy: { createdAt: "desc" },
    take: 50,
    select: columns,
  });
  return rows.map((row) => {
    const isOver = row.status === "waiting" && row.expiresAt <= now;
    return {
      ...row,
      sequence: Number(row.sequence),
      quantity: row.quantity.toString(),
      status: isOver ? "expired" : (row.status as ApprovalStatus),
    };
  });
}

/** Answers an entry that still waits, once; returns what it is, or null when it does not wait any more. */
export async function answerApproval(
  tx: Transaction,
  answer: {
    readonly id: string;
    readonly teamId: string;
    readonly status: "approved" | "declined";
    readonly by: string;
    readonly now: Date;
  },
): Promise<{ runId: string; subscriptionId: string; sequence: number; ordinal: number } | null> {
  const { id, teamId, status, by, now } = answer;
  const [row] = await tx.approval.updateManyAndReturn({
    where: { id, status: "waiting", expiresAt: { gt: now }, subscription: { teamId } },
    data: { status, decidedBy: by, decidedAt: now },
    select: { runId: true, subscriptionId: true, sequence: true, ordinal: true },
  });
  return row === undefined ? null : { ...row, sequence: Number(row.sequence) };
}

export async function hasApproval(db: Queryable, teamId: string, id: string): Promise<boolean> {
  return (await db.approval.count({ where: { id, subscription: { teamId } } })) > 0;
}
