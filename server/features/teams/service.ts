import { randomUUID } from "node:crypto";
import { appendAudit } from "../../audit/append.ts";
import { actorOf, recordForTeam } from "../../audit/record.ts";
import { teamSlug } from "../../auth/personal-team.ts";
import type { Transaction } from "../../db/client.ts";
import {
  addMembership,
  findMembership,
  type Membership,
  membershipsOfTeam,
  membershipsOfUser,
  removeMembership,
  setMembershipRole,
} from "../../db/repositories/memberships.ts";
import {
  createTeam as insertTeam,
  lockTeam,
  renameTeam as renameRow,
  setSessionTeam,
} from "../../db/repositories/teams.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { MemberDto, SetRole, TeamDto } from "./dto.ts";

export async function listTeams(ctx: Context): Promise<TeamDto[]> {
  const memberships = await membershipsOfUser(ctx.db, ctx.user.id);
  return memberships.map(({ teamId, teamName, role }) => ({
    id: teamId,
    name: teamName,
    role,
    current: teamId === ctx.team.id,
  }));
}

export async function listMembers(ctx: Context): Promise<MemberDto[]> {
  const members = await membershipsOfTeam(ctx.db, ctx.team.id);
  return members.map(({ userId, userName, email, role, since }) => ({
    userId,
    name: userName,
    email,
    role,
    since: since.toISOString(),
  }));
}

/** Makes a team that the caller owns; the session stays where it is. */
export async function createTeam(ctx: Context, name: string): Promise<{ id: string }> {
  const id = randomUUID();
  await ctx.db.$transaction(async (tx) => {
    await insertTeam(tx, { id, name, slug: teamSlug(name) });
    await addMembership(tx, { id: randomUUID(), teamId: id, userId: ctx.user.id, role: "owner" });
    await appendAudit(tx, {
      chain: `team:${id}`,
      teamId: id,
      actor: actorOf(ctx),
      action: "team.created",
      detail: { name },
    });
  });
  return { id };
}

export async function renameTeam(ctx: Context, name: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await renameRow(tx, ctx.team.id, name);
    await recordForTeam(tx, ctx, "team.renamed", { name });
  });
}

/** Lets the caller's browser session work in another of their teams. */
export async function switchTeam(ctx: Context, teamId: string): Promise<void> {
  if (ctx.session.kind !== "browser")
    throw new AppError("not-possible-now", { message: "An API key belongs to one team." });
  if (!(await findMembership(ctx.db, teamId, ctx.user.id)))
    throw new AppError("not-found", { what: "team", id: teamId });
  await setSessionTeam(ctx.db, ctx.session.id, teamId);
}

export async function setRole(ctx: Context, { userId, role }: SetRole): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const member = await lockedMember(tx, ctx, userId);
    if (member.role === role) return;
    if (role === "owner" && ctx.role !== "owner") throw ownersOnly();
    await setMembershipRole(tx, ctx.team.id, userId, role);
    await recordForTeam(tx, ctx, "member.role-changed", { userId, from: member.role, to: role });
    await requireOwner(tx, ctx.team.id);
  });
}

/** Takes a member out of the team: somebody else by whoever manages it, or the caller by leaving. */
export async function removeMember(ctx: Context, userId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const member = await lockedMember(tx, ctx, userId);
    await removeMembership(tx, ctx.team.id, userId);
    await recordForTeam(tx, ctx, userId === ctx.user.id ? "member.left" : "member.removed", {
      userId,
      role: member.role,
    });
    await requireOwner(tx, ctx.team.id);
  });
}

async function lockedMember(tx: Transaction, ctx: Context, userId: string): Promise<Membership> {
  await lockTeam(tx, ctx.team.id);
  const member = await findMembership(tx, ctx.team.id, userId);
  if (!member) throw new AppError("not-found", { what: "member", id: userId });
  if (member.role === "owner" && ctx.role !== "owner") throw ownersOnly();
  return member;
}

async function requireOwner(tx: Transaction, teamId: string): Promise<void> {
  const members = await membershipsOfTeam(tx, teamId);
  if (members.some((member) => member.role === "owner")) return;
  throw new AppError("not-possible-now", {
    message: "A team keeps at least one owner: make somebody else owner first.",
  });
}

function ownersOnly(): AppError {
  return new AppError("forbidden", { message: "Only an owner may make, change or remove an owner." });
}
