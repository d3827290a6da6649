import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/** The two accounts of the demo; prisma/seed.ts makes them. They have no password. */
export const demoAccounts = {
  demo: { email: "demo@quantloom.local", name: "Demo Trader", team: "Demo desk" },
  second: { email: "guest@quantloom.local", name: "Second Trader", team: "Second desk" },
} as const;

const Body = z.object({ as: z.enum(["demo", "second"]) });

/** Lets anybody in as one of the demo accounts. Installed only where the launcher said that this is a demo. */
export function demoPlugin() {
  return {
    id: "quantloom-demo",
    endpoints: {
      enterDemo: createAuthEndpoint("/demo/enter", { method: "POST", body: Body }, async (ctx) => {
        const account = demoAccounts[ctx.body.as];
        const found = await ctx.context.internalAdapter.findUserByEmail(account.email);
        if (!found) throw new APIError("NOT_FOUND", { message: "The demo accounts are not there: run the seed." });
        const session = await ctx.context.internalAdapter.createSession(found.user.id);
        await setSessionCookie(ctx, { session, user: found.user });
        return ctx.json({ user: { id: found.user.id, name: found.user.name, email: found.user.email } });
      }),
    },
  };
}
