import { z } from "zod";
import { readWhy } from "./read-why.ts";
import type { WhyAnswer, WhyRequest, WhySubject } from "./why-messages.ts";

// zod's probe for generated code would trip the content security policy.
z.config({ jitless: true });

let subject: WhySubject | null = null;

function answer(message: WhyAnswer): void {
  self.postMessage(message);
}

self.addEventListener("message", (event: MessageEvent<WhyRequest>) => {
  const request = event.data;
  if (request.kind === "subject") {
    subject = request.subject;
    return;
  }
  const { time: asked, lane } = request;
  try {
    const reading = subject === null ? null : readWhy(subject, asked, lane);
    answer({ asked, reading, problem: null });
  } catch (error) {
    answer({ asked, reading: null, problem: error instanceof Error ? error.message : String(error) });
  }
});
