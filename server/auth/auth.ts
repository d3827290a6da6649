import { type BetterAuthOptions, betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import { genericOAuth, organization, twoFactor } from "better-auth/plugins";
import { adminAc, memberAc, ownerAc } from "better-auth/plugins/organization/access";
import { type Database, database } from "../db/client.ts";
import { membershipsOfUser } from "../db/repositories/memberships.ts";
import { hasOpenInvitation } from "../db/repositories/users.ts";
import { type Env, env } from "../env.ts";
import { log } from "../log.ts";
import { mailerOf } from "../mail/mailer.ts";
import { sessionStarted, userSignedUp } from "../ops/events-log.ts";
import { demoPlugin } from "./demo-plugin.ts";
import { mailOptions, mailPaths } from "./mail-options.ts";
import { readOpenidUser } from "./openid-user.ts";
import { publicOrigins } from "./public-origins.ts";
import { recordSessionBegin, recordSessionEnd, recordSignInFailure } from "./record-account.ts";
import { noteWhoIsAsked, recordRefusedCode } from "./second-factor.ts";
import { mayBeMailed, maySignIn, signedIn } from "./sign-in-limit.ts";

// Members, invitations and roles change through our own procedures (server/features/teams), which check the permission
// table and write the audit trail. better-auth's own doors to the same rows are shut.
const disabledPaths = [
  "accept-invitation",
  "reject-invitation",
  "cancel-invitation",
  "invite-member",
  "create",
  "update",
  "delete",
  "leave",
  "remove-member",
  "update-member-role",
].map((name) => `/organization/${name}`);

/** A session lasts this long, and is prolonged by a request that comes so much later than the last prolongation. */
export const sessionSeconds = { lasts: 60 * 60 * 24 * 14, prolongedAfter: 60 * 60 * 24 } as const;

function guardDoors(db: Database, sendsMail: boolean) {
  return createAuthMiddleware(async (ctx) => {
    const email: unknown = ctx.body?.email;
    if (ctx.path === "/sign-in/email" && typeof email === "string" && !(await maySignIn(db, email))) {
      await recordSignInFailure(db, { email, address: addressOf(ctx.headers), reason: "TOO_MANY_REQUESTS" });
      throw new APIError("TOO_MANY_REQUESTS", {
        message: "Too many attempts for this account. Try again in 15 minutes.",
      });
    }
    await noteWhoIsAsked(ctx);
    if (!mailPaths.includes(ctx.path)) return;
    if (!sendsMail) {
      throw new APIError("NOT_IMPLEMENTED", {
        code: "NO_MAIL_SERVER",
        message: "This installation sends no mail: its operator has set no mail server (SMTP_URL).",
      });
    }
    if (typeof email === "string" && !(await mayBeMailed(db, email))) {
      throw new APIError("TOO_MANY_REQUESTS", {
        message: "Enough letters were sent to this address. Look into your mail, or try again in an hour.",
      });
    }
  });
}

/** Whoever tries passwords or codes leaves traces with the account that they are tried for. */
function recordFailures(db: Database) {
  return createAuthMiddleware(async (ctx) => {
    const email: unknown = ctx.body?.email;
    const { returned } = ctx.context;
    const { path, headers } = ctx;
    await recordRefusedCode(db, { path, headers, returned }, addressOf(headers));
    if (ctx.path !== "/sign-in/email" || typeof email !== "string" || !isAPIError(returned)) return;
    await recordSignInFailure(db, { email, address: addressOf(ctx.headers), reason: String(returned.status) });
  });
}

const addressOf = (headers: Headers | undefined): string | null =>
  headers?.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? null;

function notSignedIn(error: unknown): null {
  log().warn({ err: error }, "sign-in with a provider refused");
  return null;
}

/** Returns a configured better-auth over the given database. */
export function createAuth(db: Database, settings: Env) {
  const sendsMail = mailerOf(settings) !== null;
  const letters = mailOptions(db, { sendsMail, origin: publicOrigins(settings)[0] });
  const options = {
    appName: "Quantloom",
    baseURL: publicOrigins(settings)[0],
    basePath: "/api/auth",
    secret: settings.QUANTLOOM_SECRET.reveal(),
    trustedOrigins: [...publicOrigins(settings)],
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    disabledPaths,
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, ...letters.password },
    emailVerification: letters.verification,
    session: { expiresIn: sessionSeconds.lasts, updateAge: sessionSeconds.prolongedAfter },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: {
        "/sign-in/*": { window: 60, max: 20 },
        "/sign-up/*": { window: 60, max: 10 },
        "/two-factor/*": { window: 60, max: 10 },
        "/request-password-reset": { window: 60, max: 5 },
        "/reset-password": { window: 60, max: 10 },
        "/send-verification-email": { window: 60, max: 5 },
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: "quantloom",
      // A letter goes out after the answer: how long the answer takes must not tell whether there is such an account.
      backgroundTasks: { handler: (task) => void task },
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      // Said aloud, because better-auth leaves these checks out where it thinks that it is being tested.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    onAPIError: {
      // Where a failed sign-in with a provider ends: the page that can say what happened.
      errorURL: `${publicOrigins(settings)[0]}/sign-in`,
      onError: (error) => {
        if (!isAPIError(error) || error.status === "INTERNAL_SERVER_ERROR")
          log().error({ err: error }, "sign-in service failed");
      },
    },
    hooks: { before: guardDoors(db, sendsMail), after: recordFailures(db) },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => {
            if (settings.QUANTLOOM_SIGN_UP === "invited" && !(await hasOpenInvitation(db, user.email))) {
              throw new APIError("FORBIDDEN", {
                code: "SIGN_UP_BY_INVITATION",
                message: "Sign-up is by invitation only.",
              });
            }
          },
          after: async (user) => userSignedUp(user.id),
        },
      },
      session: {
        create: {
          before: async (session) => {
            const [first] = await membershipsOfUser(db, session.userId);
            return { data: { ...session, activeOrganizationId: first?.teamId ?? null } };
          },
          after: async (session, context) => {
            const email: unknown = context?.body?.email;
            if (typeof email === "string") await signedIn(db, email);
            sessionStarted(session.userId);
            await recordSessionBegin(db, session, context?.path);
          },
        },
        delete: {
          after: (session, context) => recordSessionEnd(db, session, context?.path),
        },
      },
    },
    plugins: [
      organization({
        creatorRole: "owner",
        roles: { owner: ownerAc, admin: adminAc, trader: memberAc, viewer: memberAc, auditor: memberAc },
        disableOrganizationDeletion: true,
        invitationExpiresIn: 60 * 60 * 24 * 7,
      }),
      twoFactor({ issuer: "Quantloom", backupCodeOptions: { storeBackupCodes: "encrypted" } }),
      genericOAuth({
        config: settings.OAUTH_PROVIDERS.map((provider) => ({
          providerId: provider.id,
          discoveryUrl: provider.discoveryUrl,
          clientId: provider.clientId,
          clientSecret: provider.clientSecret.reveal(),
          scopes: [...new Set(["openid", ...provider.scopes])],
          pkce: true,
          getUserInfo: (tokens) => readOpenidUser(provider, tokens).catch(notSignedIn),
        })),
      }),
      ...(settings.QUANTLOOM_DEMO ? [demoPlugin()] : []),
    ],
    logger: {
      level: "warn",
      log: (level, message) => log()[level === "error" ? "error" : "warn"]({ part: "better-auth" }, message),
    },
  } satisfies BetterAuthOptions;
  return betterAuth(options);
}

export type Auth = ReturnType<typeof createAuth>;
const shared = globalThis as { quantloomAuth?: Auth };

/** Returns the better-auth of this process. */
export function auth(): Auth {
  shared.quantloomAuth ??= createAuth(database(), env());
  return shared.quantloomAuth;
}
