import { z } from "zod";

export const ResultLinkDto = z.object({
  id: z.string(),
  withTrades: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  isExpired: z.boolean(),
});
export type ResultLinkDto = z.infer<typeof ResultLinkDto>;

export const CreateResultLink = z.strictObject({
  id: z.uuid(),
  /** Whether the list of trades is shown besides the figures. */
  withTrades: z.boolean(),
  /** null: until it is revoked. */
  expiresInDays: z.int().min(1).max(365).nullable(),
});
export type CreateResultLink = z.infer<typeof CreateResultLink>;

/** token is the secret of the link, shown this once. */
export const CreatedResultLink = ResultLinkDto.extend({ token: z.string() });
export type CreatedResultLink = z.infer<typeof CreatedResultLink>;

export const RevokeResultLink = z.strictObject({ linkId: z.string().min(1).max(80) });
