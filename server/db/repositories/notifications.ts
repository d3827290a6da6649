import type { Queryable } from "../client.ts";

export type NotificationKind =
  | "withdrawn"
  | "update"
  | "limit"
  | "approval"
  | "answer"
  | "review"
  | "listing"
  | "moderation";

/** Leaves a notice for everybody of a team. */
export async function notifyTeam(
  db: Queryable,
  notice: {
    readonly teamId: string;
    readonly kind: NotificationKind;
    readonly title: string;
    readonly body?: string;
    readonly href: string;
  },
): Promise<void> {
  await db.notification.create({ data: notice, select: { id: true } });
}
