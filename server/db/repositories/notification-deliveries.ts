import type { Queryable } from "../client.ts";

/** Adds a delivery of a notification through a channel; there is one of each. */
export async function insertDelivery(
  tx: Queryable,
  delivery: { readonly id: string; readonly notificationId: string; readonly channelId: string },
): Promise<void> {
  await tx.notificationDelivery.create({ data: delivery, select: { id: true } });
}

const notification = {
  select: {
    id: true,
    teamId: true,
    userId: true,
    kind: true,
    severity: true,
    subject: true,
    title: true,
    body: true,
    href: true,
    createdAt: true,
    team: { select: { name: true } },
  },
} as const;

/** Returns a delivery with what it delivers. */
export async function findDelivery(db: Queryable, id: string) {
  const select = { id: true, channelId: true, status: true, notification } as const;
  return db.notificationDelivery.findUnique({ where: { id }, select });
}

/** Ends a delivery; one that was sent stays sent. */
export async function settleDelivery(
  db: Queryable,
  id: string,
  outcome: { readonly status: "sent" } | { readonly status: "failed"; readonly reason: string },
): Promise<void> {
  await db.notificationDelivery.updateMany({
    where: { id, status: { not: "sent" } },
    data: { reason: null, ...outcome, settledAt: new Date() },
  });
}

/** Returns the last delivery of each channel that has ended. */
export async function lastDeliveries(db: Queryable, channelIds: readonly string[]) {
  return db.notificationDelivery.findMany({
    where: { channelId: { in: [...channelIds] }, status: { not: "pending" } },
    orderBy: [{ channelId: "asc" }, { settledAt: "desc" }],
    distinct: ["channelId"],
    select: { channelId: true, status: true, reason: true, settledAt: true },
  });
}
