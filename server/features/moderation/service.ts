import { appendAudit } from "../../audit/append.ts";
import { actorOf } from "../../audit/record.ts";
import type { Transaction } from "../../db/client.ts";
import { curateListing } from "../../db/repositories/curated.ts";
import {
  findAudit,
  listOpenReports,
  listPlatformTeams,
  readFlags,
  removeSubject,
  resolveReports,
  storeFlags,
  verifyListing as verifyListingRow,
  verifyTeam as verifyTeamRow,
} from "../../db/repositories/moderation.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";
import { env } from "../../env.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import {
  type AuditFindDto,
  type AuditQuery,
  PlatformFlags,
  type PlatformFlagsDto,
  type PlatformTeamDto,
  type ReportDto,
} from "./dto.ts";
import { isAdministrator as isNamed, requireAdministrator } from "./require-administrator.ts";

/** Tells whether the caller runs this installation. */
export function isAdministrator(context: Pick<Context, "user" | "session">): boolean {
  return isNamed(context);
}

export async function listReports(context: Context): Promise<ReportDto[]> {
  requireAdministrator(context);
  const rows = await listOpenReports(context.db);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** Removes what was reported, or leaves it; every report of the same thing is dealt with, and its author is told of a removal. */
export async function resolveReport(
  context: Context,
  { id, resolution }: { readonly id: string; readonly resolution: "removed" | "dismissed" },
): Promise<void> {
  requireAdministrator(context);
  await context.db.$transaction(async (tx) => {
    const report = await resolveReports(tx, { id, resolution, by: context.user.id });
    if (report === null) {
      throw new AppError("not-possible-now", { message: "This report was dealt with already." });
    }
    const { subject, subjectId } = report;
    const owner = resolution === "removed" ? await removeSubject(tx, subject, subjectId) : null;
    await note(tx, context, `report.${resolution}`, { reportId: id, subject, subjectId });
    if (owner === null) return;
    await notifyTeam(tx, {
      teamId: owner,
      kind: "post",
      key: `report:${id}:removed`,
      title: `Your ${subject} was removed by those who run this installation`,
      body: report.reason,
      href: "/marketplace",
    });
  });
}

export async function curate(
  context: Context,
  { listingId, curated }: { readonly listingId: string; readonly curated: boolean },
): Promise<void> {
  requireAdministrator(context);
  await context.db.$transaction(async (tx) => {
    if (!(await curateListing(tx, listingId, curated ? new Date() : null))) {
      throw new AppError("not-found", { what: "listing", id: listingId });
    }
    await note(tx, context, curated ? "listing.curated" : "listing.uncurated", { listingId });
  });
}

/** Notes the reference under which the regulator's agency has verified a listing's figures, or takes it back. */
export async function verifyListing(
  context: Context,
  { listingId, reference }: { readonly listingId: string; readonly reference: string | null },
): Promise<void> {
  requireAdministrator(context);
  await context.db.$transaction(async (tx) => {
    if (!(await verifyListingRow(tx, listingId, reference))) {
      throw new AppError("not-found", { what: "listing", id: listingId });
    }
    await note(tx, context, "listing.verified", { listingId, reference });
  });
}

/** Notes that a team is who it says it is, or takes it back. */
export async function verifyTeam(
  context: Context,
  { teamId, verified }: { readonly teamId: string; readonly verified: boolean },
): Promise<void> {
  requireAdministrator(context);
  await context.db.$transaction(async (tx) => {
    await verifyTeamRow(tx, teamId, verified ? context.user.id : null);
    await note(tx, context, verified ? "team.verified" : "team.unverified", { teamId });
  });
}

export async function listTeams(context: Context, query: string): Promise<PlatformTeamDto[]> {
  requireAdministrator(context);
  const rows = await listPlatformTeams(context.db, query);
  return rows.map(({ createdAt, verifiedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    verifiedAt: verifiedAt?.toISOString() ?? null,
  }));
}

export async function getFlags(context: Context): Promise<PlatformFlagsDto> {
  requireAdministrator(context);
  const flags = PlatformFlags.parse(await readFlags(context.db));
  return { ...flags, recordsMonthsFixed: env().RUN_RECORDS_MONTHS ?? null };
}

export async function setFlags(context: Context, flags: PlatformFlags): Promise<void> {
  requireAdministrator(context);
  await context.db.$transaction(async (tx) => {
    const before = await readFlags(tx);
    await storeFlags(tx, flags, context.user.id);
    await note(tx, context, "flags.set", { before, flags });
  });
}

/** Finds events of every team's trail, the newest first; what is asked for here is noted in the asker's own. */
export async function searchAudit(context: Context, query: AuditQuery): Promise<AuditFindDto[]> {
  requireAdministrator(context);
  const rows = await findAudit(context.db, query);
  await context.db.$transaction((tx) => note(tx, context, "audit.searched", query));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function note(tx: Transaction, context: Context, action: string, detail: object): Promise<void> {
  const teamId = context.team.id;
  await appendAudit(tx, { chain: `team:${teamId}`, teamId, actor: actorOf(context), action, detail: { ...detail } });
}
