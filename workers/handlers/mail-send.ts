import { mailer } from "@/server/mail/mailer.ts";
import { sendLetter } from "@/server/mail/send-letter.ts";
import type { JobHandler } from "../handler.ts";

export const mailSend: JobHandler<"mail.send"> = {
  run: ({ letterId }, { db }) => sendLetter(db, letterId, mailer()),
};
