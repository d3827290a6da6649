import { recordForTeam } from "../../audit/record.ts";
import { createApiKey as makeKey } from "../../auth/api-key.ts";
import {
  type ApiKeyRow,
  insertApiKey,
  listApiKeys as listRows,
  revokeApiKey as revokeRow,
} from "../../db/repositories/api-keys.ts";
import { AppError } from "../../errors/app-error.ts";
import { apiKeyCreated, apiKeyRevoked } from "../../ops/events-log.ts";
import type { Context } from "../../trpc/context.ts";
import type { ApiKeyDto, CreateApiKey, CreatedApiKey } from "./dto.ts";

const dayMilliseconds = 86_400_000;

function toDto(row: ApiKeyRow): ApiKeyDto {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

export async function listApiKeys(ctx: Context): Promise<ApiKeyDto[]> {
  return (await listRows(ctx.db, ctx.team.id)).map(toDto);
}

/** Makes a key that speaks for the caller; its text is in the answer and nowhere else. */
export async function createApiKey(ctx: Context, input: CreateApiKey): Promise<CreatedApiKey> {
  const { text, prefix, sha256 } = makeKey();
  const row = await ctx.db.$transaction(async (tx) => {
    const made = await insertApiKey(tx, {
      teamId: ctx.team.id,
      name: input.name,
      prefix,
      sha256,
      scopes: [...new Set(input.scopes)],
      createdBy: ctx.user.id,
      expiresAt: new Date(Date.now() + input.expiresInDays * dayMilliseconds),
    });
    await recordForTeam(tx, ctx, "api-key.created", { id: made.id, name: made.name, prefix, scopes: made.scopes });
    return made;
  });
  apiKeyCreated(ctx.team.id, row.id);
  return { ...toDto(row), key: text };
}

export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    if (!(await revokeRow(tx, ctx.team.id, id))) throw new AppError("not-found", { what: "API key", id });
    await recordForTeam(tx, ctx, "api-key.revoked", { id });
  });
  apiKeyRevoked(ctx.team.id, id);
}
