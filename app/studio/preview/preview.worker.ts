import { z } from "zod";
import { readBarColumns } from "./bar-data.ts";
import { check, type Lane, preview } from "./evaluate.ts";
import type { PreviewAnswer, PreviewRequest } from "./preview-messages.ts";

// zod's probe for generated code would trip the content security policy.
z.config({ jitless: true });

const lanes = new Map<string, Lane>();

function answer(message: PreviewAnswer): void {
  self.postMessage(message);
}

function evaluate(request: Extract<PreviewRequest, { kind: "evaluate" }>): void {
  const { sequence, document, dataKey } = request;
  const { checked, program } = check(document);
  answer({ kind: "checked", sequence, ...checked });
  const lane = dataKey === null ? undefined : lanes.get(dataKey);
  if (program === null || lane === undefined) {
    answer({ kind: "ran", sequence, result: null });
    return;
  }
  try {
    const outcome = preview(program, lane, () => performance.now());
    if ("reason" in outcome) answer({ kind: "ran", sequence, result: null, reason: outcome.reason });
    else answer({ kind: "ran", sequence, result: outcome });
  } catch (error) {
    answer({ kind: "ran", sequence, result: null, reason: error instanceof Error ? error.message : String(error) });
  }
}

self.addEventListener("message", (event: MessageEvent<PreviewRequest>) => {
  const request = event.data;
  switch (request.kind) {
    case "data":
      lanes.set(request.key, { instrument: request.instrument, bars: readBarColumns(request.buffer) });
      return;
    case "evaluate":
      evaluate(request);
      return;
  }
});
