import type { Secret } from "../config/secret.ts";
import { env } from "../env.ts";
import type { Letter } from "./letter.ts";

/** Hands letters to the operator's mail server. */
export interface Mailer {
  /** Resolves when the mail server has taken the letter, rejects when it has not. A letter that is sent twice has one message id. */
  send(letter: Letter, id: string): Promise<void>;
}

/** A mail server that does not answer is tried again later. */
const patience = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 15_000 } as const;

/** Returns a mailer that speaks SMTP to the server of the address. `from` is the sender of every letter. */
export function createMailer(smtp: Secret, from: string): Mailer {
  return {
    send: async ({ to, subject, text, html }, id) => {
      // Loaded with the first letter: most installations send none.
      const { createTransport } = await import("nodemailer");
      const transport = createTransport({
        url: smtp.reveal(),
        ...patience,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      try {
        const messageId = `<${id}@${from.replace(/^.*@|>$/g, "")}>`;
        await transport.sendMail({ messageId, from, to, subject, text, html });
      } finally {
        transport.close();
      }
    },
  };
}

/** Returns the mailer of the settings; null where no mail server is set: then nothing that needs mail is offered. */
export function mailerOf(settings: Pick<ReturnType<typeof env>, "SMTP_URL" | "MAIL_FROM">): Mailer | null {
  const { SMTP_URL: smtp, MAIL_FROM: from } = settings;
  return smtp && from ? createMailer(smtp, from) : null;
}

const shared = globalThis as { quantloomMailer?: Mailer | null };

/** Returns the mailer of this process, or null where no mail server is set. */
export function mailer(): Mailer | null {
  if (shared.quantloomMailer === undefined) shared.quantloomMailer = mailerOf(env());
  return shared.quantloomMailer;
}
