import { randomUUID } from "node:crypto";
import { appendAudit } from "../../audit/append.ts";
import { actorOf, recordForTeam } from "../../audit/record.ts";
import { addMembership, findMembership, membershipsOfTeam } from "../../db/repositories/memberships.ts";
import {
  answerInvitation,
  createInvitation,
  type InvitationRow,
  openInvitations,
} from "../../db/repositories/teams.ts";
import { isEmailVerified } from "../../db/repositories/users.ts";
import { isUniqueViolation } from "../../db/unique-violation.ts";
import { AppError } from "../../errors/app-error.ts";
import { memberInvited, memberJoined } from "../../ops/events-log.ts";
import type { Context } from "../../trpc/context.ts";
import { InvitationDto, type InviteMember, RoleName, type Sent } from "./dto.ts";
import { sendInvitation } from "./send-invitation.ts";

const validMilliseconds = 7 * 86_400_000;

function toDto(row: InvitationRow): InvitationDto {
  return InvitationDto.parse({
    ...row,
    team: { id: row.teamId, name: row.teamName },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  });
}

/** Returns the open invitations of the caller's team. */
export async function listInvitations(ctx: Context): Promise<InvitationDto[]> {
  return (await openInvitations(ctx.db, { teamId: ctx.team.id }, new Date())).map(toDto);
}

/**
 * Returns the open invitations that wait for the caller. Anybody can sign up with an address that is not theirs: as long as
 * it is not verified, only who was given the invitation's id can find it.
 */
export async function myInvitations(ctx: Context): Promise<InvitationDto[]> {
  if (!(await isEmailVerified(ctx.db, ctx.user.id))) return [];
  return (await openInvitations(ctx.db, { email: ctx.user.email }, new Date())).map(toDto);
}

/** Returns the open invitation whose link the caller opened, if it was made for their address. */
export async function readInvitation(ctx: Context, id: string): Promise<InvitationDto> {
  const [found] = await openInvitations(ctx.db, { id }, new Date());
  if (!found || found.email !== ctx.user.email) throw gone(id);
  return toDto(found);
}

export async function inviteMember(ctx: Context, { email, role }: InviteMember): Promise<Sent> {
  if (role === "owner" && ctx.role !== "owner")
    throw new AppError("forbidden", { message: "Only an owner may invite an owner." });
  const id = randomUUID();
  const now = new Date();
  await ctx.db.$transaction(async (tx) => {
    const members = await membershipsOfTeam(tx, ctx.team.id);
    if (members.some((member) => member.email === email)) {
      throw new AppError("conflict", { message: `${email} is a member already.` });
    }
    const open = await openInvitations(tx, { teamId: ctx.team.id }, now);
    for (const earlier of open) if (earlier.email === email) await answerInvitation(tx, earlier.id, "canceled");
    const expiresAt = new Date(now.getTime() + validMilliseconds);
    await createInvitation(tx, { id, teamId: ctx.team.id, email, role, inviterId: ctx.user.id, expiresAt });
    await recordForTeam(tx, ctx, "member.invited", { id, email, role });
  });
  memberInvited(ctx.team.id);
  return { id, mailed: await sendInvitation(ctx, { id, email, role, validMilliseconds }) };
}

export async function cancelInvitation(ctx: Context, id: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const [found] = await openInvitations(tx, { id }, new Date());
    if (!found || found.teamId !== ctx.team.id || !(await answerInvitation(tx, id, "canceled"))) throw gone(id);
    await recordForTeam(tx, ctx, "member.invitation-cancelled", { id, email: found.email });
  });
}

/** Accepts or rejects an invitation that was sent to the caller's address. */
export async function answerMyInvitation(ctx: Context, id: string, answer: "accepted" | "rejected"): Promise<void> {
  const joined = await ctx.db.$transaction(async (tx) => {
    const [found] = await openInvitations(tx, { id }, new Date());
    if (!found || found.email !== ctx.user.email || !(await answerInvitation(tx, id, answer))) throw gone(id);
    if (answer === "accepted") {
      if (await findMembership(tx, found.teamId, ctx.user.id)) throw alreadyMember();
      const role = RoleName.parse(found.role);
      await addMembership(tx, { id: randomUUID(), teamId: found.teamId, userId: ctx.user.id, role }).catch(refuseTwice);
    }
    await appendAudit(tx, {
      chain: `team:${found.teamId}`,
      teamId: found.teamId,
      actor: actorOf(ctx),
      action: answer === "accepted" ? "member.joined" : "member.invitation-rejected",
      detail: { id, role: found.role },
    });
    return found.teamId;
  });
  if (answer === "accepted") memberJoined(joined, ctx.user.id);
}

function gone(id: string): AppError {
  return new AppError("not-found", {
    message:
      "This invitation has expired, was answered, or was made for another address than the one you signed in with.",
    id,
  });
}

function alreadyMember(): AppError {
  return new AppError("conflict", { message: "You are a member of this team already." });
}

function refuseTwice(error: unknown): never {
  throw isUniqueViolation(error) ? alreadyMember() : error;
}
