import { recordForTeam } from "../../../audit/record.ts";
import { createShareToken, readShareToken } from "../../../auth/share-token.ts";
import type { Database } from "../../../db/client.ts";
import {
  findLinkedResult,
  insertResultLink,
  listResultLinks,
  type ResultLinkRow,
  revokeResultLink,
} from "../../../db/repositories/result-links.ts";
import { AppError } from "../../../errors/app-error.ts";
import { resultLinkCreated, resultLinkRevoked } from "../../../ops/events-log.ts";
import type { Context } from "../../../trpc/context.ts";
import { sharedReport } from "../export/export-result.ts";
import { requireBacktest } from "../result-access.ts";
import type { CreatedResultLink, CreateResultLink, ResultLinkDto } from "./links-dto.ts";

const dayMilliseconds = 86_400_000;

export async function linksOf(context: Context, backtestId: string): Promise<ResultLinkDto[]> {
  await requireBacktest(context, backtestId);
  const now = Date.now();
  return (await listResultLinks(context.db, context.team.id, backtestId)).map((row) => toDto(row, now));
}

/** Makes a link to the report of a finished backtest. */
export async function createResultLink(context: Context, input: CreateResultLink): Promise<CreatedResultLink> {
  const { id: backtestId, withTrades, expiresInDays } = input;
  const { db, team, user } = context;
  const { status } = await requireBacktest(context, backtestId);
  if (status !== "succeeded") {
    throw new AppError("not-possible-now", { message: `There is no result to share: this backtest is ${status}.` });
  }
  const { token, sha256 } = createShareToken();
  const now = Date.now();
  const expiresAt = expiresInDays === null ? null : new Date(now + expiresInDays * dayMilliseconds);
  const row = await db.$transaction(async (tx) => {
    const link = { teamId: team.id, backtestId, withTrades, sha256, createdBy: user.id, expiresAt };
    const made = await insertResultLink(tx, link);
    await recordForTeam(tx, context, "result-link.created", { id: made.id, backtestId, withTrades, expiresInDays });
    return made;
  });
  resultLinkCreated(team.id, row.id);
  return { ...toDto(row, now), token };
}

export async function revokeLink(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    if (!(await revokeResultLink(tx, team.id, id))) throw new AppError("not-found", { what: "result link", id });
    await recordForTeam(tx, context, "result-link.revoked", { id });
  });
  resultLinkRevoked(team.id, id);
}

/** Returns the page that a link shows; null for a link that is unknown, revoked or expired, without saying which. */
export async function readResultLink(db: Database, token: string): Promise<string | null> {
  const sha256 = readShareToken(token);
  const linked = sha256 === null ? null : await findLinkedResult(db, sha256, new Date());
  if (linked === null) return null;
  const { teamId, teamName, backtestId, withTrades } = linked;
  return sharedReport({ db, team: { id: teamId } }, backtestId, { teamName, withTrades });
}

function toDto({ id, withTrades, createdAt, expiresAt }: ResultLinkRow, now: number): ResultLinkDto {
  return {
    id,
    withTrades,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    isExpired: expiresAt !== null && expiresAt.getTime() <= now,
  };
}
