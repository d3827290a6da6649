import { randomBytes, randomUUID } from "node:crypto";
import { channelRules, postMessage, sealSecrets } from "../../alerts/channels/post-message.ts";
import { pageUrl } from "../../alerts/deliver.ts";
import { kindNames, type NotificationKind, notificationKinds } from "../../alerts/notification-kinds.ts";
import { recordForTeam } from "../../audit/record.ts";
import {
  type ChannelRow,
  changeChannel as changeRow,
  findSealedChannel,
  insertChannel,
  listChannels as listRows,
  removeChannel as removeRow,
} from "../../db/repositories/notification-channels.ts";
import { lastDeliveries } from "../../db/repositories/notification-deliveries.ts";
import { AppError, findAppError } from "../../errors/app-error.ts";
import { chooseAddress, lookUp, readUrl } from "../../net/public-address.ts";
import type { Context } from "../../trpc/context.ts";
import type { AddChannel, AddedChannel, ChangeChannel, ChannelDto, ChannelsDto, ChannelTest } from "./dto.ts";

const mostChannels = 20;

const sendable = kindNames.filter((kind) => !("inAppOnly" in notificationKinds[kind]));

export async function listChannels({ db, team }: Context): Promise<ChannelsDto> {
  const rows = await listRows(db, team.id);
  const ids = rows.map(({ id }) => id);
  const last = new Map((await lastDeliveries(db, ids)).map((delivery) => [delivery.channelId, delivery]));
  return {
    channels: rows.map((row) => toDto(row, last.get(row.id))),
    kinds: sendable.map((kind: NotificationKind) => {
      const { title, group } = notificationKinds[kind];
      return { kind, title, group };
    }),
  };
}

/** Adds a channel; an address that nothing may be posted to is refused at once, not with the first alert. */
export async function addChannel(context: Context, request: AddChannel): Promise<AddedChannel> {
  const { db, team, user } = context;
  const { type, label, kinds } = request;
  const url = readUrl(request.url);
  chooseAddress(url, await lookUp(url), channelRules());
  if ((await listRows(db, team.id)).length >= mostChannels)
    throw new AppError("not-possible-now", {
      message: `A team has ${mostChannels} channels at most. Remove one first.`,
    });
  const id = randomUUID();
  const key = type === "webhook" ? randomBytes(32).toString("base64url") : null;
  const secrets = sealSecrets(id, { url: url.href, key });
  await db.$transaction(async (tx) => {
    const channel = { id, teamId: team.id, type, label, host: url.host, secrets, kinds, createdBy: user.id };
    await insertChannel(tx, channel);
    await recordForTeam(tx, context, "alert-channel.added", { id, type, label, host: url.host, kinds });
  });
  return { id, key };
}

export async function changeChannel(context: Context, { id, ...change }: ChangeChannel): Promise<void> {
  await context.db.$transaction(async (tx) => {
    if (!(await changeRow(tx, { teamId: context.team.id, id }, change))) throw missing(id);
    await recordForTeam(tx, context, "alert-channel.changed", { id, ...change });
  });
}

export async function removeChannel(context: Context, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    if (!(await removeRow(tx, context.team.id, id))) throw missing(id);
    await recordForTeam(tx, context, "alert-channel.removed", { id });
  });
}

/** Posts a message that says it is a test, once, and returns what became of it. */
export async function testChannel({ db, team, user }: Context, id: string): Promise<ChannelTest> {
  const channel = await findSealedChannel(db, id, team.id);
  if (channel === null) throw missing(id);
  const now = new Date();
  const message = {
    id: randomUUID(),
    kind: "test",
    severity: "info",
    subject: null,
    title: "A test from Quantloom",
    body: `${user.name} asked for this message. Alerts that you have chosen for this channel arrive like it.`,
    url: pageUrl("/settings?tab=alerts"),
    team: team.name,
    time: now,
    isTest: true,
  } as const;
  try {
    await postMessage(channel, message, now);
    return { taken: true, reason: null };
  } catch (error) {
    const known = findAppError(error);
    if (known === null) throw error;
    return { taken: false, reason: known.message };
  }
}

type Last = Awaited<ReturnType<typeof lastDeliveries>>[number];

function toDto({ id, type, label, host, kinds, createdAt }: ChannelRow, last: Last | undefined): ChannelDto {
  const at = last?.settledAt ?? null;
  return {
    id,
    type,
    label,
    host,
    kinds: [...kinds],
    createdAt: createdAt.toISOString(),
    lastDelivery:
      last === undefined || at === null
        ? null
        : { status: last.status === "sent" ? "sent" : "failed", reason: last.reason, at: at.toISOString() },
  };
}

function missing(id: string): AppError {
  return new AppError("not-found", { what: "channel", id });
}
