import type { AuthContext, GenericEndpointContext } from "better-auth";
import { getSessionFromCtx, isAPIError } from "better-auth/api";
import type { Database } from "../db/client.ts";
import { recordSecondFactorFailure } from "./record-account.ts";

/** The doors at which a code of the second factor is checked. */
const doors: ReadonlySet<string> = new Set([
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/verify-otp",
]);

type Call = Pick<GenericEndpointContext, "path" | "headers" | "getSignedCookie"> & { readonly context: AuthContext };

/** Who is asked for a code, by the request that brings it: a refusal may already have thrown the question away. */
const asked = new WeakMap<Headers, string>();

/** Notes whose code is about to be checked. */
export async function noteWhoIsAsked(call: GenericEndpointContext): Promise<void> {
  if (!doors.has(call.path) || call.headers === undefined) return;
  const userId = (await userOfChallenge(call)) ?? (await getSessionFromCtx(call))?.user.id;
  if (userId !== undefined) asked.set(call.headers, userId);
}

/** A challenge is a signed cookie that names a row, which names whoever gave the right password. */
async function userOfChallenge({ context, getSignedCookie }: Call): Promise<string | undefined> {
  const challenge = await getSignedCookie(context.createAuthCookie("two_factor").name, context.secret);
  if (!challenge) return undefined;
  return (await context.internalAdapter.findVerificationValue(challenge))?.value;
}

/** Records a refused code with the account that it was tried for. better-auth counts it, and locks the account after ten. */
export async function recordRefusedCode(
  db: Database,
  { path, headers, returned }: Pick<GenericEndpointContext, "path" | "headers"> & { readonly returned: unknown },
  address: string | null,
): Promise<void> {
  if (!doors.has(path) || headers === undefined || !isAPIError(returned)) return;
  const userId = asked.get(headers);
  const code: unknown = returned.body?.code;
  if (userId !== undefined)
    await recordSecondFactorFailure(db, userId, {
      address,
      reason: typeof code === "string" ? code : returned.status,
      through: path,
    });
}
