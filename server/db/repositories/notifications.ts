import { randomUUID } from "node:crypto";
import type { NotificationKind, NotificationSeverity } from "../../alerts/notification-kinds.ts";
import { notificationKinds } from "../../alerts/notification-kinds.ts";
import { channel, notificationOf } from "../../events/publish.ts";
import type { Queryable } from "../client.ts";

export type Notice = {
  readonly teamId: string;
  readonly kind: NotificationKind;
  /** The event that it tells of: a team hears of each event once, however often it is told. */
  readonly key: string;
  /** What it is about, as "<thing>:<id>". */
  readonly subject?: string;
  readonly title: string;
  readonly body?: string;
  /** The page of ours that shows it. */
  readonly href: string;
  /** In the place of the kind's own. */
  readonly severity?: NotificationSeverity;
  /** For one person of the team alone. */
  readonly userId?: string;
};

const longestTitle = 200;
const longestBody = 2_000;

/**
 * Tells a team of an event, in the transaction of that event: the row is shown in the app, and is what sends letters and posts later.
 * A team of nobody is told nothing.
 */
export async function notifyTeam(db: Queryable, notice: Notice): Promise<void> {
  await notifyTeams(db, [notice]);
}

/** Like notifyTeam, for several events in one statement. */
export async function notifyTeams(db: Queryable, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map(({ title, body = "", kind, severity, subject, userId, ...rest }) => ({
    ...rest,
    id: randomUUID(),
    kind,
    severity: severity ?? notificationKinds[kind].severity,
    subject: subject ?? null,
    userId: userId ?? null,
    title: title.slice(0, longestTitle),
    body: body.slice(0, longestBody),
    news: notificationOf({ topic: `notifications:${rest.teamId}`, type: "added", payload: null }),
  }));
  await db.$queryRaw`
    WITH notice AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS notice (id text, "teamId" text, "userId" text, key text, kind text, severity text, subject text, title text,
                   body text, href text, news text)
    ), told AS (
      INSERT INTO notifications (id, team_id, user_id, key, kind, severity, subject, title, body, href)
      SELECT id, "teamId", "userId", key, kind, severity, subject, title, body, href FROM notice
      WHERE EXISTS (SELECT 1 FROM members WHERE members.organization_id = notice."teamId")
      ON CONFLICT (team_id, key) DO NOTHING
      RETURNING id
    )
    SELECT pg_notify(${channel}, news)::text FROM notice JOIN told USING (id)`;
}

export type NotificationRow = {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string | null;
  readonly kind: string;
  readonly severity: string;
  readonly subject: string | null;
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly createdAt: Date;
};
const columns = {
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
} as const;

/** Whose notifications are read: a person in a team, and the kinds that they may see and have not switched off. */
export type Reader = { readonly teamId: string; readonly userId: string; readonly kinds: readonly string[] };

const visible = ({ teamId, userId, kinds }: Reader) => ({
  teamId,
  kind: { in: [...kinds] },
  OR: [{ userId: null }, { userId }],
});

export type ReadNotificationRow = NotificationRow & { readonly readAt: Date | null };

/** Returns what a person is told, newest first, from before a moment and id. */
export async function listNotifications(
  db: Queryable,
  reader: Reader,
  page: { readonly take: number; readonly before?: { readonly at: Date; readonly id: string } | undefined },
): Promise<ReadNotificationRow[]> {
  const { take, before } = page;
  const rows = await db.notification.findMany({
    where: {
      AND: [
        visible(reader),
        before === undefined
          ? {}
          : { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] },
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    select: { ...columns, reads: { where: { userId: reader.userId }, select: { readAt: true } } },
  });
  return rows.map(({ reads, ...row }) => ({ ...row, readAt: reads[0]?.readAt ?? null }));
}

/** Returns how many a person has not read, counted up to `most`. */
export async function countUnread(db: Queryable, reader: Reader, most: number): Promise<number> {
  const where = { ...visible(reader), reads: { none: { userId: reader.userId } } };
  return (await db.notification.findMany({ where, take: most, select: { id: true } })).length;
}

/** Marks as read what the person is told: those of the ids, or all. */
export async function markRead(db: Queryable, reader: Reader, ids: readonly string[] | null): Promise<void> {
  const { userId } = reader;
  const where = { ...visible(reader), reads: { none: { userId } }, ...(ids === null ? {} : { id: { in: [...ids] } }) };
  const found = await db.notification.findMany({ where, select: { id: true } });
  const data = found.map(({ id }) => ({ notificationId: id, userId }));
  await db.notificationRead.createMany({ data, skipDuplicates: true });
}

/** Returns notifications that were not dispatched, oldest first, and keeps others from dispatching them until the transaction ends. */
export async function lockUndispatched(tx: Queryable, take: number): Promise<NotificationRow[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM notifications WHERE dispatched_at IS NULL ORDER BY created_at LIMIT ${take} FOR UPDATE SKIP LOCKED`;
  const where = { id: { in: rows.map(({ id }) => id) } };
  return tx.notification.findMany({ where, orderBy: { createdAt: "asc" }, select: columns });
}

export async function markDispatched(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.notification.updateMany({ where: { id: { in: [...ids] } }, data: { dispatchedAt: new Date() } });
}
