import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import type { ReportSubject } from "./community.ts";

export type OpenReport = {
  readonly id: string;
  readonly subject: ReportSubject;
  readonly subjectId: string;
  readonly reason: string;
  readonly reporter: string;
  readonly text: string | null;
  readonly href: string | null;
  readonly createdAt: Date;
};

/** Returns the reports that wait, the oldest first, with what they are about as it stands now. */
export async function listOpenReports(db: Queryable): Promise<OpenReport[]> {
  return db.$queryRaw<OpenReport[]>`
    SELECT r.id, r.subject, r.subject_id AS "subjectId", r.reason, o.name AS reporter, r.created_at AS "createdAt",
      CASE r.subject WHEN 'listing' THEN l.title || E'\n' || l.rationale WHEN 'post' THEN p.body ELSE t.bio END AS text,
      CASE r.subject WHEN 'listing' THEN '/marketplace/' || l.id WHEN 'post' THEN '/marketplace/' || p.listing_id
        ELSE '/authors/' || t.team_id END AS href
    FROM reports r JOIN organizations o ON o.id = r.team_id
    LEFT JOIN listings l ON r.subject = 'listing' AND l.id = r.subject_id
    LEFT JOIN listing_posts p ON r.subject = 'post' AND p.id = r.subject_id
    LEFT JOIN team_profiles t ON r.subject = 'profile' AND t.team_id = r.subject_id
    WHERE r.resolved_at IS NULL ORDER BY r.created_at LIMIT 200`;
}

type Resolved = { readonly subject: ReportSubject; readonly subjectId: string; readonly reason: string };

/** Deals with a report and with every other one of the same thing; returns null where it was dealt with already. */
export async function resolveReports(
  tx: Transaction,
  { id, resolution, by }: { readonly id: string; readonly resolution: "removed" | "dismissed"; readonly by: string },
): Promise<Resolved | null> {
  const row = await tx.report.findFirst({
    where: { id, resolvedAt: null },
    select: { subject: true, subjectId: true, reason: true },
  });
  if (row === null) return null;
  const { subject, subjectId } = row;
  const { count } = await tx.report.updateMany({
    where: { subject, subjectId, resolvedAt: null },
    data: { resolution, resolvedBy: by, resolvedAt: new Date() },
  });
  return count === 0 ? null : { ...row, subject: subject as ReportSubject };
}

/** Hides what was complained of; returns the team whose it is, null where it is gone. */
export async function removeSubject(tx: Transaction, subject: ReportSubject, id: string): Promise<string | null> {
  const now = new Date();
  switch (subject) {
    case "listing":
      return (await tx.listing.updateManyAndReturn({ where: { id }, data: { hiddenAt: now } }))[0]?.teamId ?? null;
    case "post":
      return (await tx.listingPost.updateManyAndReturn({ where: { id }, data: { hiddenAt: now } }))[0]?.teamId ?? null;
    case "profile": {
      const data = { bio: "", registrationNumber: null, verifiedAt: null, verifiedBy: null };
      const { count } = await tx.teamProfile.updateMany({ where: { teamId: id }, data });
      return count === 0 ? null : id;
    }
  }
}

export async function verifyListing(tx: Transaction, id: string, reference: string | null): Promise<boolean> {
  const data = { verifiedReference: reference, verifiedAt: reference === null ? null : new Date() };
  return (await tx.listing.updateMany({ where: { id }, data })).count === 1;
}

export async function verifyTeam(tx: Transaction, teamId: string, by: string | null): Promise<void> {
  const data = { verifiedAt: by === null ? null : new Date(), verifiedBy: by };
  await tx.teamProfile.upsert({ where: { teamId }, create: { teamId, ...data }, update: data });
}

export type PlatformTeam = {
  readonly id: string;
  readonly name: string;
  readonly members: { readonly name: string; readonly email: string; readonly role: string }[];
  readonly listings: number;
  readonly registrationNumber: string | null;
  readonly region: string;
  readonly verifiedAt: Date | null;
  readonly createdAt: Date;
};

/** Returns teams by a part of their name or of a member's name or address, the newest first. */
export async function listPlatformTeams(db: Queryable, query: string): Promise<PlatformTeam[]> {
  const contains = { contains: query, mode: "insensitive" as const };
  const byMember = { members: { some: { user: { OR: [{ name: contains }, { email: contains }] } } } };
  const rows = await db.organization.findMany({
    where: query === "" ? {} : { OR: [{ name: contains }, byMember] },
    orderBy: { createdAt: "desc" },
    take: 100,
    select: {
      id: true,
      name: true,
      createdAt: true,
      members: { select: { role: true, user: { select: { name: true, email: true } } } },
      profile: { select: { registrationNumber: true, region: true, verifiedAt: true } },
      _count: { select: { listings: true } },
    },
  });
  return rows.map(({ members, profile, _count, ...row }) => ({
    ...row,
    members: members.map(({ role, user }) => ({ ...user, role })),
    listings: _count.listings,
    registrationNumber: profile?.registrationNumber ?? null,
    region: profile?.region ?? "international",
    verifiedAt: profile?.verifiedAt ?? null,
  }));
}

/** Returns what was set of the installation's flags (server/features/moderation/dto.ts). */
export async function readFlags(db: Queryable): Promise<Record<string, unknown>> {
  const rows = await db.platformFlag.findMany({ select: { key: true, value: true } });
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

export async function storeFlags(
  tx: Transaction,
  flags: Readonly<Record<string, Prisma.InputJsonValue>>,
  updatedBy: string,
): Promise<void> {
  for (const [key, value] of Object.entries(flags)) {
    await tx.platformFlag.upsert({ where: { key }, create: { key, value, updatedBy }, update: { value, updatedBy } });
  }
}

export type AuditFind = {
  readonly at: Date;
  readonly chain: string;
  readonly teamId: string | null;
  readonly actor: string;
  readonly action: string;
  readonly detail: unknown;
};

/** Returns events of every trail by the beginnings of their action and actor, the newest first. */
export async function findAudit(
  db: Queryable,
  { action, actor, teamId }: { readonly action: string; readonly actor: string; readonly teamId: string },
): Promise<AuditFind[]> {
  return db.auditEvent.findMany({
    where: {
      ...(action === "" ? {} : { action: { startsWith: action } }),
      ...(actor === "" ? {} : { actor: { startsWith: actor } }),
      ...(teamId === "" ? {} : { teamId }),
    },
    orderBy: { at: "desc" },
    take: 100,
    select: { at: true, chain: true, teamId: true, actor: true, action: true, detail: true },
  });
}
