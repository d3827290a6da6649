import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { ById, ByUser, InvitationDto, InviteMember, MemberDto, Sent, SetRole, TeamDto, TeamName } from "./dto.ts";
import {
  answerMyInvitation,
  cancelInvitation,
  inviteMember,
  listInvitations,
  myInvitations,
  readInvitation,
} from "./invitations.ts";
import { createTeam, listMembers, listTeams, removeMember, renameTeam, setRole, switchTeam } from "./service.ts";

const own = permitted("session.read");
const manage = permitted("team.manage");
const Name = z.object({ name: TeamName });

export const teamsRouter = router({
  list: own.output(z.array(TeamDto)).query(({ ctx }) => listTeams(ctx)),
  create: own
    .input(Name)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => createTeam(ctx, input.name)),
  switch: own.input(ById).mutation(({ ctx, input }) => switchTeam(ctx, input.id)),
  leave: own.mutation(({ ctx }) => removeMember(ctx, ctx.user.id)),
  myInvitations: own.output(z.array(InvitationDto)).query(({ ctx }) => myInvitations(ctx)),
  invitation: own
    .input(ById)
    .output(InvitationDto)
    .query(({ ctx, input }) => readInvitation(ctx, input.id)),
  acceptInvitation: own.input(ById).mutation(({ ctx, input }) => answerMyInvitation(ctx, input.id, "accepted")),
  rejectInvitation: own.input(ById).mutation(({ ctx, input }) => answerMyInvitation(ctx, input.id, "rejected")),
  members: permitted("team.read")
    .output(z.array(MemberDto))
    .query(({ ctx }) => listMembers(ctx)),
  rename: manage.input(Name).mutation(({ ctx, input }) => renameTeam(ctx, input.name)),
  invitations: manage.output(z.array(InvitationDto)).query(({ ctx }) => listInvitations(ctx)),
  invite: manage
    .input(InviteMember)
    .output(Sent)
    .mutation(({ ctx, input }) => inviteMember(ctx, input)),
  cancelInvitation: manage.input(ById).mutation(({ ctx, input }) => cancelInvitation(ctx, input.id)),
  setRole: manage.input(SetRole).mutation(({ ctx, input }) => setRole(ctx, input)),
  remove: manage.input(ByUser).mutation(({ ctx, input }) => removeMember(ctx, input.userId)),
});
