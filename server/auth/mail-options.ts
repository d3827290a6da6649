import { APIError } from "better-auth/api";
import type { Queryable } from "../db/client.ts";
import { log } from "../log.ts";
import type { Letter } from "../mail/letter.ts";
import { addressVerificationLetter, passwordResetLetter } from "../mail/letters.ts";
import type { Mailer } from "../mail/mailer.ts";
import { passwordReset } from "../ops/events-log.ts";
import { signedIn } from "./sign-in-limit.ts";

type Recipient = { readonly id: string; readonly name: string; readonly email: string };

/** The doors of better-auth that lead to a letter. */
export const mailPaths: readonly string[] = ["/request-password-reset", "/send-verification-email"];

/** Returns the parts of better-auth's options that send letters; nothing where there is no mail server. */
export function mailOptions(db: Queryable, mailer: Mailer | null, origin: string) {
  if (!mailer) return { password: {}, verification: {} };
  const send = async (letter: Letter, user: Recipient): Promise<void> => {
    try {
      await mailer.send(letter);
    } catch (error) {
      log().error({ err: error, userId: user.id, subject: letter.subject }, "letter not sent");
      throw new APIError("SERVICE_UNAVAILABLE", {
        message: "The mail server did not take the letter. Try again in some minutes.",
      });
    }
  };
  return {
    password: {
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }: { user: Recipient; token: string }) => {
        // Our own page and no redirect: the address in the letter is the address that the browser shows.
        const url = new URL("/reset-password", origin);
        url.searchParams.set("token", token);
        await send(passwordResetLetter(user, url.href), user);
      },
      onPasswordReset: async ({ user }: { user: Recipient }) => {
        // Whoever was locked out by somebody's guesses may sign in with the new password at once.
        await signedIn(db, user.email);
        passwordReset(user.id);
      },
    },
    verification: {
      sendOnSignUp: true,
      expiresIn: 60 * 60,
      sendVerificationEmail: async ({ user, token }: { user: Recipient; token: string }) => {
        const url = new URL("/api/auth/verify-email", origin);
        url.searchParams.set("token", token);
        url.searchParams.set("callbackURL", "/address-confirmed");
        await send(addressVerificationLetter(user, url.href), user);
      },
    },
  };
}
