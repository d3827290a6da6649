import { type Role, readRole } from "../../trpc/permissions.ts";
import type { Queryable } from "../client.ts";

export type Membership = {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly role: Role;
  readonly since: Date;
};

const columns = {
  role: true,
  createdAt: true,
  user: { select: { id: true, name: true, email: true } },
  organization: { select: { id: true, name: true } },
} as const;

type Row = {
  role: string;
  createdAt: Date;
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
};

function toMembership(row: Row): Membership {
  const role = readRole(row.role);
  // A CHECK of the table keeps other words out.
  if (!role) throw new Error(`unknown role ${row.role}`);
  return {
    userId: row.user.id,
    userName: row.user.name,
    email: row.user.email,
    teamId: row.organization.id,
    teamName: row.organization.name,
    role,
    since: row.createdAt,
  };
}

/** Returns the teams of the user, oldest membership first. */
export async function membershipsOfUser(db: Queryable, userId: string): Promise<readonly Membership[]> {
  const rows = await db.member.findMany({
    where: { userId },
    select: columns,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toMembership);
}

/** Returns the members of the team, oldest first. */
export async function membershipsOfTeam(db: Queryable, teamId: string): Promise<readonly Membership[]> {
  const rows = await db.member.findMany({
    where: { organizationId: teamId },
    select: columns,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toMembership);
}

export async function findMembership(db: Queryable, teamId: string, userId: string): Promise<Membership | null> {
  const row = await db.member.findUnique({
    where: { organizationId_userId: { organizationId: teamId, userId } },
    select: columns,
  });
  return row && toMembership(row);
}

export async function addMembership(
  db: Queryable,
  membership: { id: string; teamId: string; userId: string; role: Role },
) {
  const { teamId, ...rest } = membership;
  await db.member.create({ data: { ...rest, organizationId: teamId } });
}

export async function setMembershipRole(db: Queryable, teamId: string, userId: string, role: Role): Promise<void> {
  await db.member.update({ where: { organizationId_userId: { organizationId: teamId, userId } }, data: { role } });
}

export async function removeMembership(db: Queryable, teamId: string, userId: string): Promise<void> {
  await db.member.delete({ where: { organizationId_userId: { organizationId: teamId, userId } } });
  await db.session.updateMany({
    where: { userId, activeOrganizationId: teamId },
    data: { activeOrganizationId: null },
  });
}
