import { z } from "zod";

export const ShareAccess = z.enum(["view", "fork"]);
export type ShareAccess = z.infer<typeof ShareAccess>;

const Id = z.string().min(1).max(80);

export const ShareLinkDto = z.object({
  id: z.string(),
  access: ShareAccess,
  versionNumber: z.int(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  isExpired: z.boolean(),
});
export type ShareLinkDto = z.infer<typeof ShareLinkDto>;

/** The draft of this revision becomes a version, if it is none yet, and the link shows that version. */
export const CreateShare = z.strictObject({
  strategyId: Id,
  revision: z.int().min(1),
  access: ShareAccess,
  /** null: until it is revoked. */
  expiresInDays: z.int().min(1).max(365).nullable(),
});
export type CreateShare = z.infer<typeof CreateShare>;

/** token is the secret of the link, shown this once. */
export const CreatedShare = ShareLinkDto.extend({ token: z.string() });
export type CreatedShare = z.infer<typeof CreatedShare>;

export const SharesOf = z.strictObject({ strategyId: Id });
export const RevokeShare = z.strictObject({ id: Id });
export const ForkShare = z.strictObject({ token: z.string().max(100) });
