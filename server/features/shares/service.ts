import { recordForTeam } from "../../audit/record.ts";
import { createShareToken, readShareToken } from "../../auth/share-token.ts";
import type { Database } from "../../db/client.ts";
import {
  findShared,
  insertShareLink,
  listShareLinks,
  revokeShareLink,
  type SharedVersionRow,
  type ShareLinkRow,
} from "../../db/repositories/share-links.ts";
import { findStrategy, insertStrategy } from "../../db/repositories/strategies.ts";
import { AppError } from "../../errors/app-error.ts";
import { shareLinkCreated, shareLinkRevoked, strategyForked } from "../../ops/events-log.ts";
import type { Context } from "../../trpc/context.ts";
import { saveVersion, storedVersionDocument } from "../strategies/service.ts";
import { type CreatedShare, type CreateShare, ShareAccess, type ShareLinkDto } from "./dto.ts";

const dayMilliseconds = 86_400_000;

export async function listShares(ctx: Context, strategyId: string): Promise<ShareLinkDto[]> {
  if (!(await findStrategy(ctx.db, ctx.team.id, strategyId))) throw noStrategy(strategyId);
  const now = Date.now();
  return (await listShareLinks(ctx.db, ctx.team.id, strategyId)).map((row) => toDto(row, now));
}

/** Makes a link to the draft as it is now; later edits do not show through it. */
export async function createShare(ctx: Context, input: CreateShare): Promise<CreatedShare> {
  const { strategyId, revision, access, expiresInDays } = input;
  const { versionId, number } = await saveVersion(ctx, { id: strategyId, revision });
  const { token, sha256 } = createShareToken();
  const now = Date.now();
  const row = await ctx.db.$transaction(async (tx) => {
    const made = await insertShareLink(tx, {
      teamId: ctx.team.id,
      versionId,
      access,
      sha256,
      createdBy: ctx.user.id,
      expiresAt: expiresInDays === null ? null : new Date(now + expiresInDays * dayMilliseconds),
    });
    await recordForTeam(tx, ctx, "share-link.created", {
      id: made.id,
      strategyId,
      versionId,
      number,
      access,
      expiresInDays,
    });
    return made;
  });
  shareLinkCreated(ctx.team.id, row.id);
  return { ...toDto(row, now), token };
}

export async function revokeShare(ctx: Context, id: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    if (!(await revokeShareLink(tx, ctx.team.id, id))) throw new AppError("not-found", { what: "share link", id });
    await recordForTeam(tx, ctx, "share-link.revoked", { id });
  });
  shareLinkRevoked(ctx.team.id, id);
}

/** Returns what a link shows to whoever has it; null for a link that is unknown, revoked or expired, without saying which. */
export async function readShare(db: Database, token: string): Promise<SharedVersionRow | null> {
  const sha256 = readShareToken(token);
  return sha256 === null ? null : findShared(db, sha256, new Date());
}

/** Copies what the link shows into the caller's team, under the name of where it came from. */
export async function forkShare(ctx: Context, token: string): Promise<{ id: string }> {
  const shared = await readShare(ctx.db, token);
  if (!shared) throw new AppError("not-found", { what: "share link", message: gone });
  if (shared.access !== "fork")
    throw new AppError("forbidden", { message: "This link shows the strategy, and does not allow to copy it." });
  const draft = storedVersionDocument(shared.document, shared.name);
  const forkedFrom = `${shared.name}, version ${shared.versionNumber}, by ${shared.teamName}`;
  const id = await ctx.db.$transaction(async (tx) => {
    const made = await insertStrategy(tx, {
      teamId: ctx.team.id,
      name: shared.name,
      draft,
      createdBy: ctx.user.id,
      forkedFrom,
      forkedFromVersionId: shared.versionId,
    });
    await recordForTeam(tx, ctx, "strategy.forked", { id: made, forkedFrom, versionId: shared.versionId });
    return made;
  });
  strategyForked(ctx.team.id, id);
  return { id };
}

export const gone = "This link does not work (any more): it may be mistyped, expired or revoked. Ask for a new one.";

function toDto(row: ShareLinkRow, now: number): ShareLinkDto {
  return {
    id: row.id,
    access: ShareAccess.parse(row.access),
    versionNumber: row.versionNumber,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    isExpired: row.expiresAt !== null && row.expiresAt.getTime() <= now,
  };
}

const noStrategy = (id: string) => new AppError("not-found", { what: "strategy", id });
