import { z } from "zod";
import { kindNames, type NotificationKind, severities } from "../../alerts/notification-kinds.ts";
import { channelTypes } from "../../db/repositories/notification-channels.ts";

const Kind = z.enum(kindNames as readonly [NotificationKind, ...NotificationKind[]]);

export const NotificationDto = z.object({
  id: z.string(),
  kind: z.string(),
  severity: z.enum(severities),
  title: z.string(),
  body: z.string(),
  /** The page of ours that shows it. */
  href: z.string(),
  createdAt: z.iso.datetime(),
  isRead: z.boolean(),
});
export type NotificationDto = z.infer<typeof NotificationDto>;

export const NotificationPage = z.object({ items: z.array(NotificationDto), nextCursor: z.string().nullable() });
export type NotificationPage = z.infer<typeof NotificationPage>;

/** Those of the ids, or all that the caller is told. */
export const MarkRead = z.strictObject({ ids: z.array(z.string().max(80)).min(1).max(200).nullable() });

export const PreferenceDto = z.object({
  kind: Kind,
  title: z.string(),
  group: z.string(),
  severity: z.enum(severities),
  inApp: z.boolean(),
  /** Null where nothing of the kind can be mailed. */
  email: z.boolean().nullable(),
});
export const PreferencesDto = z.object({
  /** What the caller has to do before letters are sent; null where there is nothing. */
  emailObstacle: z.string().nullable(),
  kinds: z.array(PreferenceDto),
});
export type PreferencesDto = z.infer<typeof PreferencesDto>;
export const SetPreference = z.strictObject({ kind: Kind, inApp: z.boolean(), email: z.boolean().nullable() });
export type SetPreference = z.infer<typeof SetPreference>;

export const ChannelDto = z.object({
  id: z.string(),
  type: z.enum(channelTypes),
  label: z.string(),
  host: z.string(),
  kinds: z.array(z.string()),
  createdAt: z.iso.datetime(),
  lastDelivery: z
    .object({ status: z.enum(["sent", "failed"]), reason: z.string().nullable(), at: z.iso.datetime() })
    .nullable(),
});
export type ChannelDto = z.infer<typeof ChannelDto>;

export const ChannelsDto = z.object({
  channels: z.array(ChannelDto),
  kinds: z.array(z.object({ kind: Kind, title: z.string(), group: z.string() })),
});
export type ChannelsDto = z.infer<typeof ChannelsDto>;

const Label = z.string().trim().min(1).max(120);
const Kinds = z.array(Kind).max(kindNames.length);
export const AddChannel = z.strictObject({
  type: z.enum(channelTypes),
  label: Label,
  url: z.string().trim().min(1).max(2_000),
  kinds: Kinds,
});
export type AddChannel = z.infer<typeof AddChannel>;
export const ChangeChannel = z.strictObject({ id: z.string().max(80), label: Label, kinds: Kinds });
export type ChangeChannel = z.infer<typeof ChangeChannel>;

/** key signs the posts of a webhook; it is shown this once. */
export const AddedChannel = z.object({ id: z.string(), key: z.string().nullable() });
export type AddedChannel = z.infer<typeof AddedChannel>;

/** What became of a test: taken, or why not. */
export const ChannelTest = z.object({ taken: z.boolean(), reason: z.string().nullable() });
export type ChannelTest = z.infer<typeof ChannelTest>;
