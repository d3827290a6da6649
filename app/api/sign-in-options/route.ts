import { env } from "@/server/env.ts";
import { mailer } from "@/server/mail/mailer.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

/** Tells the sign-in page which doors there are: OAuth providers, whether anybody may sign up, whether letters are sent. */
export function GET(): Response {
  const { OAUTH_PROVIDERS, QUANTLOOM_SIGN_UP, QUANTLOOM_DEMO } = env();
  return Response.json({
    providers: OAUTH_PROVIDERS.map(({ id, name }) => ({ id, name })),
    signUp: QUANTLOOM_SIGN_UP,
    demo: QUANTLOOM_DEMO,
    mail: mailer() !== null,
  });
}
