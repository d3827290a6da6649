import type { Role } from "../../trpc/permissions.ts";
import type { Queryable } from "../client.ts";

export type InvitationRow = {
  readonly id: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly email: string;
  readonly role: string;
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export async function createTeam(db: Queryable, team: { id: string; name: string; slug: string }): Promise<void> {
  await db.organization.create({ data: team });
}

/** Makes a team, or leaves the one that has its id as it is. */
export async function createTeamOnce(db: Queryable, team: { id: string; name: string; slug: string }): Promise<void> {
  await db.organization.createMany({ data: [team], skipDuplicates: true });
}

export async function renameTeam(db: Queryable, teamId: string, name: string): Promise<void> {
  await db.organization.update({ where: { id: teamId }, data: { name } });
}

/** Holds the team until the transaction ends, so that two changes of its owners cannot pass each other. */
export async function lockTeam(db: Queryable, teamId: string): Promise<void> {
  await db.$queryRaw`SELECT id FROM organizations WHERE id = ${teamId} FOR UPDATE`;
}

/** Makes `teamId` the team that the browser session works in. */
export async function setSessionTeam(db: Queryable, sessionId: string, teamId: string): Promise<void> {
  await db.session.update({ where: { id: sessionId }, data: { activeOrganizationId: teamId } });
}

const invitationColumns = {
  id: true,
  organizationId: true,
  email: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  organization: { select: { name: true } },
  inviter: { select: { name: true } },
} as const;

type InvitationFound = {
  id: string;
  organizationId: string;
  email: string;
  role: string | null;
  createdAt: Date;
  expiresAt: Date;
  organization: { name: string };
  inviter: { name: string };
};

function toInvitation(row: InvitationFound): InvitationRow {
  return {
    id: row.id,
    teamId: row.organizationId,
    teamName: row.organization.name,
    email: row.email,
    role: row.role ?? "viewer",
    invitedBy: row.inviter.name,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}

type Which = { readonly teamId: string } | { readonly email: string } | { readonly id: string };

/** Returns the invitations that wait for an answer and have not expired. */
export async function openInvitations(db: Queryable, which: Which, now: Date): Promise<readonly InvitationRow[]> {
  const { teamId, ...rest } = "teamId" in which ? which : { ...which, teamId: undefined };
  const rows = await db.invitation.findMany({
    where: {
      ...rest,
      ...(teamId === undefined ? {} : { organizationId: teamId }),
      status: "pending",
      expiresAt: { gt: now },
    },
    select: invitationColumns,
    orderBy: { createdAt: "desc" },
  });
  return rows.map(toInvitation);
}

export async function createInvitation(
  db: Queryable,
  invitation: { id: string; teamId: string; email: string; role: Role; inviterId: string; expiresAt: Date },
): Promise<void> {
  const { teamId, ...rest } = invitation;
  await db.invitation.create({ data: { ...rest, organizationId: teamId } });
}

/** Answers a pending invitation; returns false when it was answered already. */
export async function answerInvitation(
  db: Queryable,
  id: string,
  status: "accepted" | "rejected" | "canceled",
): Promise<boolean> {
  const { count } = await db.invitation.updateMany({ where: { id, status: "pending" }, data: { status } });
  return count === 1;
}
