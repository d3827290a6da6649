import { auth } from "../auth/auth.ts";
import { env } from "../env.ts";
import { enterDemo } from "../features/demo/service.ts";
import { mailer } from "../mail/mailer.ts";
import { refuseLargeBody } from "../ops/body-limit.ts";
import { withRequestId } from "../request-id.ts";

/** Everything of better-auth: sign-in, sign-up, sessions, two-factor, providers. */
export function authDoor(request: Request): Promise<Response> {
  return withRequestId(request.headers, () => refuseLargeBody(request, 64 * 1024) ?? auth().handler(request));
}

/** Signs in as one of the demo accounts, where this is a demo. */
export function enterDemoDoor(request: Request): Promise<Response> {
  return withRequestId(request.headers, () => refuseLargeBody(request, 1024) ?? enterDemo(request));
}

/** Tells the sign-in page which doors there are: OAuth providers, whether anybody may sign up, whether letters are sent. */
export function signInOptions(): Response {
  const { OAUTH_PROVIDERS, QUANTLOOM_SIGN_UP, QUANTLOOM_DEMO } = env();
  return Response.json({
    providers: OAUTH_PROVIDERS.map(({ id, name }) => ({ id, name })),
    signUp: QUANTLOOM_SIGN_UP,
    demo: QUANTLOOM_DEMO,
    mail: mailer() !== null,
  });
}
