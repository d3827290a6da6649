import { z } from "zod";
import {
  definitionOfKind,
  kindNames,
  type NotificationKind,
  notificationKinds,
  severities,
} from "../../alerts/notification-kinds.ts";
import { listPreferences, storePreference } from "../../db/repositories/notification-preferences.ts";
import {
  countUnread,
  listNotifications,
  markRead,
  type Reader,
  type ReadNotificationRow,
} from "../../db/repositories/notifications.ts";
import { isEmailVerified } from "../../db/repositories/users.ts";
import { AppError } from "../../errors/app-error.ts";
import { mailer } from "../../mail/mailer.ts";
import type { Context } from "../../trpc/context.ts";
import type { NotificationDto, NotificationPage, PreferencesDto, SetPreference } from "./dto.ts";

const pageSize = 30;
/** Unread ones are counted up to here; beyond it nobody counts. */
const mostCounted = 100;
const Cursor = z.tuple([z.iso.datetime(), z.string().max(80)]);

export async function listAlerts(ctx: Context, cursor: string | undefined): Promise<NotificationPage> {
  const before = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listNotifications(ctx.db, await readerOf(ctx), { take: pageSize + 1, before });
  const items = rows.slice(0, pageSize).map(toDto);
  const last = items.at(-1);
  const nextCursor = rows.length > pageSize && last ? JSON.stringify([last.createdAt, last.id]) : null;
  return { items, nextCursor };
}

export async function countUnreadAlerts(ctx: Context): Promise<number> {
  return countUnread(ctx.db, await readerOf(ctx), mostCounted);
}

export async function markAlertsRead(ctx: Context, ids: readonly string[] | null): Promise<void> {
  await markRead(ctx.db, await readerOf(ctx), ids);
}

export async function readPreferences(ctx: Context): Promise<PreferencesDto> {
  const chosen = await chosenBy(ctx);
  const mayMail = mailer() !== null;
  return {
    emailObstacle: await emailObstacle(ctx),
    kinds: visibleKinds(ctx).map((kind) => {
      const definition = definitionOfKind(kind) ?? notificationKinds[kind];
      const { title, group, severity, email } = definition;
      const choice = chosen.get(kind) ?? { inApp: true, email };
      return {
        kind,
        title,
        group,
        severity,
        inApp: choice.inApp,
        email: mayMail && !definition.inAppOnly ? choice.email : null,
      };
    }),
  };
}

/** Keeps a choice; what cannot be chosen now (null) stays as it was. */
export async function setPreference(ctx: Context, { kind, inApp, email }: SetPreference): Promise<void> {
  const before = (await chosenBy(ctx)).get(kind)?.email ?? notificationKinds[kind].email;
  await storePreference(ctx.db, ctx.team.id, { userId: ctx.user.id, kind, inApp, email: email ?? before });
}

/** Returns the kinds that the caller's role may see. */
function visibleKinds({ permissions }: Context): NotificationKind[] {
  return kindNames.filter((kind) => permissions.has(notificationKinds[kind].permission));
}

async function chosenBy({ db, team, user }: Context) {
  const rows = await listPreferences(db, { teamId: team.id, userId: user.id });
  return new Map(rows.map((row) => [row.kind, row]));
}

async function readerOf(ctx: Context): Promise<Reader> {
  const chosen = await chosenBy(ctx);
  const kinds = visibleKinds(ctx).filter((kind) => chosen.get(kind)?.inApp !== false);
  return { teamId: ctx.team.id, userId: ctx.user.id, kinds };
}

async function emailObstacle({ db, user }: Context): Promise<string | null> {
  if (mailer() === null || (await isEmailVerified(db, user.id))) return null;
  return `Your address ${user.email} is not confirmed, so nothing is sent to it. Confirm it under Profile.`;
}

function readCursor(text: string): { at: Date; id: string } {
  try {
    const [at, id] = Cursor.parse(JSON.parse(text));
    return { at: new Date(at), id };
  } catch (cause) {
    throw new AppError("invalid-input", { message: "The cursor is not one that was handed out." }, { cause });
  }
}

function toDto({ id, kind, severity, title, body, href, createdAt, readAt }: ReadNotificationRow): NotificationDto {
  return {
    id,
    kind,
    severity: severities.find((known) => known === severity) ?? "info",
    title,
    body,
    href,
    createdAt: createdAt.toISOString(),
    isRead: readAt !== null,
  };
}
