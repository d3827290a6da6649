import { demoAccounts } from "../../auth/demo-plugin.ts";
import { env } from "../../env.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";

/** Tells whether somebody runs this installation: named in QUANTLOOM_ADMINS; in the demo the demo account does. */
export function isAdministrator({ user, session }: Pick<Context, "user" | "session">): boolean {
  const { QUANTLOOM_ADMINS, QUANTLOOM_DEMO } = env();
  const mail = user.email.toLowerCase();
  // a key is a program's, and nobody hands the installation to a program
  if (session.kind !== "browser" || mail === "") return false;
  return QUANTLOOM_ADMINS.includes(mail) || (QUANTLOOM_DEMO && mail === demoAccounts.demo.email);
}

export function requireAdministrator(context: Context): void {
  if (isAdministrator(context)) return;
  throw new AppError("forbidden", {
    message: "This is for those who run this installation. They are named in QUANTLOOM_ADMINS.",
  });
}
