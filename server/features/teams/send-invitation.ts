import { publicOrigins } from "../../auth/public-origins.ts";
import { env } from "../../env.ts";
import { invitationLetter } from "../../mail/letters.ts";
import { mailer } from "../../mail/mailer.ts";
import { postLetter } from "../../mail/post-letter.ts";
import type { Context } from "../../trpc/context.ts";
import type { InviteMember } from "./dto.ts";

/**
 * Posts the link of an invitation. Returns false where there is no mail server: the invitation stands all the same, and whoever
 * invites hands the link over.
 */
export async function sendInvitation(
  ctx: Context,
  { id, email, role, validMilliseconds }: InviteMember & { readonly id: string; readonly validMilliseconds: number },
): Promise<boolean> {
  if (!mailer()) return false;
  const url = new URL(`/invitations/${id}`, publicOrigins(env())[0]);
  const letter = invitationLetter({ email, role, team: ctx.team.name, invitedBy: ctx.user.name }, url.href);
  await postLetter(ctx.db, letter, { kind: "invitation", validSeconds: validMilliseconds / 1_000 });
  return true;
}
