import { z } from "zod";
import { roles } from "../../trpc/permissions.ts";

export const RoleName = z.enum(roles);
export const TeamName = z.string().trim().min(1).max(120);
const Id = z.string().min(1).max(80);

export const TeamDto = z.object({ id: z.string(), name: z.string(), role: RoleName, current: z.boolean() });
export type TeamDto = z.infer<typeof TeamDto>;

export const MemberDto = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  since: z.iso.datetime(),
});
export type MemberDto = z.infer<typeof MemberDto>;

export const InvitationDto = z.object({
  id: z.string(),
  team: z.object({ id: z.string(), name: z.string() }),
  email: z.string(),
  role: RoleName,
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type InvitationDto = z.infer<typeof InvitationDto>;

export const InviteMember = z.object({ email: z.email().max(200).toLowerCase(), role: RoleName });
export type InviteMember = z.infer<typeof InviteMember>;

/** mailed: the link went out by mail; else whoever invites hands it over. */
export const Sent = z.object({ id: z.string(), mailed: z.boolean() });
export type Sent = z.infer<typeof Sent>;

export const SetRole = z.object({ userId: Id, role: RoleName });
export type SetRole = z.infer<typeof SetRole>;

export const ById = z.object({ id: Id });
export const ByUser = z.object({ userId: Id });
