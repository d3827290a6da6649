import { z } from "zod";
import { verifyAudit } from "../../audit/verify-audit.ts";
import { type AuditRow, chainsOfTeam, teamEvents } from "../../db/repositories/audit.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { AuditEventDto, type AuditPage, type AuditVerdictDto } from "./dto.ts";

const pageSize = 50;
const Cursor = z.tuple([z.iso.datetime(), z.string().max(200), z.string().regex(/^\d{1,18}$/)]);

function toDto(row: AuditRow): AuditEventDto {
  return AuditEventDto.parse({ ...row, sequence: String(row.sequence), at: row.at.toISOString() });
}

function readCursor(text: string): { at: Date; chain: string; sequence: bigint } {
  try {
    const [at, chain, sequence] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return { at: new Date(at), chain, sequence: BigInt(sequence) };
  } catch (cause) {
    throw new AppError("invalid-input", { message: "The cursor is not one that was handed out." }, { cause });
  }
}

/** Returns what happened in the caller's team and its runs, newest first. */
export async function listAudit(ctx: Context, cursor: string | undefined): Promise<AuditPage> {
  const before = cursor === undefined ? {} : { before: readCursor(cursor) };
  const rows = await teamEvents(ctx.db, ctx.team.id, { take: pageSize + 1, ...before });
  const events = rows.slice(0, pageSize).map(toDto);
  const last = events.at(-1);
  const nextCursor =
    rows.length > pageSize && last
      ? Buffer.from(JSON.stringify([last.at, last.chain, last.sequence])).toString("base64url")
      : null;
  return { events, nextCursor };
}

/** Computes every hash of the caller's team and its runs again, and holds them against the anchors. */
export async function verifyTeamAudit({ db, team }: Context): Promise<AuditVerdictDto> {
  const { problems, ...counts } = await verifyAudit(db, await chainsOfTeam(db, team.id));
  // what is wrong with the anchors, which serve all teams, concerns each of them
  return { ...counts, problems: [...problems] };
}
