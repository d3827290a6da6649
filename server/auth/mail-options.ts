import type { Database } from "../db/client.ts";
import { addressVerificationLetter, passwordResetLetter } from "../mail/letters.ts";
import { postLetter } from "../mail/post-letter.ts";
import { passwordReset } from "../ops/events-log.ts";
import { signedIn } from "./sign-in-limit.ts";

type Recipient = { readonly id: string; readonly name: string; readonly email: string };

/** The doors of better-auth that lead to a letter. */
export const mailPaths: readonly string[] = ["/request-password-reset", "/send-verification-email"];

const linkSeconds = 60 * 60;

/** Returns the parts of better-auth's options that post letters; nothing where there is no mail server. */
export function mailOptions(
  db: Database,
  { sendsMail, origin }: { readonly sendsMail: boolean; readonly origin: string },
) {
  if (!sendsMail) return { password: {}, verification: {} };
  return {
    password: {
      resetPasswordTokenExpiresIn: linkSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }: { user: Recipient; token: string }) => {
        // Our own page and no redirect: the address in the letter is the address that the browser shows.
        const url = new URL("/reset-password", origin);
        url.searchParams.set("token", token);
        await postLetter(db, passwordResetLetter(user, url.href), {
          kind: "password-reset",
          validSeconds: linkSeconds,
        });
      },
      onPasswordReset: async ({ user }: { user: Recipient }) => {
        // Whoever was locked out by somebody's guesses may sign in with the new password at once.
        await signedIn(db, user.email);
        passwordReset(user.id);
      },
    },
    verification: {
      sendOnSignUp: true,
      expiresIn: linkSeconds,
      sendVerificationEmail: async ({ user, token }: { user: Recipient; token: string }) => {
        const url = new URL("/api/auth/verify-email", origin);
        url.searchParams.set("token", token);
        url.searchParams.set("callbackURL", "/address-confirmed");
        const letter = addressVerificationLetter(user, url.href);
        await postLetter(db, letter, { kind: "address-verification", validSeconds: linkSeconds });
      },
    },
  };
}
