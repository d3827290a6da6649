import { z } from "zod";
import { scopeNames } from "../../auth/api-key-scopes.ts";

export const ApiKeyDto = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()).readonly(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKeyDto = z.infer<typeof ApiKeyDto>;

export const CreateApiKey = z.object({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(z.enum(scopeNames)).min(1),
  expiresInDays: z.int().min(1).max(366).default(90),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

/** key is the whole secret, shown this once. */
export const CreatedApiKey = ApiKeyDto.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
