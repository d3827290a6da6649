import { publicOrigins } from "../../auth/public-origins.ts";
import { env } from "../../env.ts";
import { log } from "../../log.ts";
import { invitationLetter } from "../../mail/letters.ts";
import { mailer } from "../../mail/mailer.ts";
import type { Context } from "../../trpc/context.ts";
import type { InviteMember } from "./dto.ts";

/**
 * Mails the link of an invitation. Returns false where there is no mail server or it did not take the letter: the invitation
 * stands all the same, and whoever invites hands the link over.
 */
export async function sendInvitation(ctx: Context, id: string, { email, role }: InviteMember): Promise<boolean> {
  const post = mailer();
  if (!post) return false;
  const url = new URL(`/invitations/${id}`, publicOrigins(env())[0]);
  try {
    await post.send(invitationLetter({ email, role, team: ctx.team.name, invitedBy: ctx.user.name }, url.href));
    return true;
  } catch (error) {
    log().error({ err: error, invitationId: id }, "letter not sent");
    return false;
  }
}
