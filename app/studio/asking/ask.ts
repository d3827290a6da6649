import type { PreviewClient } from "../preview/preview-client.ts";
import { startPreviewWorker } from "../preview/worker-port.ts";
import type { Answer, Question } from "./question.ts";

let running: PreviewClient | null = null;

/** Names the worker that answers from now on; null where the studio has closed it. */
export function answerWith(client: PreviewClient | null): void {
  running = client;
}

let last = 0;

/** Asks the studio's worker; before it runs, one that is started for this question alone. */
export async function ask<Asked extends Question>(question: Asked): Promise<Answer<Asked["kind"]>> {
  if (running !== null) return running.ask(question);
  const port = startPreviewWorker();
  last += 1;
  const id = -last;
  try {
    return await new Promise((resolve, reject) => {
      port.listen((message) => {
        if (message.kind !== "answered" || message.id !== id) return;
        // the worker answers the kind of question that it was asked
        if ("answer" in message) resolve(message.answer as Answer<Asked["kind"]>);
        else reject(new Error(message.failure));
      });
      port.post({ kind: "ask", id, question });
    });
  } finally {
    port.close();
  }
}
