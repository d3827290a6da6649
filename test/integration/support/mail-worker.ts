import { secret } from "@/server/config/secret.ts";
import type { Mailer } from "@/server/mail/mailer.ts";
import { sendLetter } from "@/server/mail/send-letter.ts";
import { openWorker } from "@/server/queue/backend.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { createJobRunner } from "@/workers/run-job.ts";
import type { Platform } from "./platform.ts";

/** Starts a real worker for the queue of letters, in this process. */
export async function startMailWorker({ db, url }: Platform, mailer: Mailer): Promise<{ close(): Promise<void> }> {
  const handler = { run: ({ letterId }: { letterId: string }) => sendLetter(db, letterId, mailer) };
  const run = createJobRunner("mail.send", handler, { db, deliverer: deliverer(), worker: "mail-worker" });
  const worker = openWorker({ databaseUrl: secret(url) }, "mail.send", run, {
    concurrency: 2,
    recoveryMilliseconds: 5_000,
    onError: () => undefined,
  });
  await worker.waitUntilReady();
  return {
    close: async () => {
      await worker.close();
      await deliverer().close();
    },
  };
}
