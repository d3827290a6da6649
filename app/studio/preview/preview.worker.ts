import { z } from "zod";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readBarColumns } from "./bar-data.ts";
import { countGates } from "./count-gates.ts";
import { check, type Lane, preview } from "./evaluate.ts";
import { compileToLook, lookAt, seriesOf } from "./look.ts";
import type { PreviewAnswer, PreviewRequest } from "./preview-messages.ts";

// zod's probe for generated code would trip the content security policy.
z.config({ jitless: true });

/** The document evaluated last with its data; compiled once more, with every node kept, when somebody looks at a bar. */
let current: { readonly document: GraphDocument; readonly lane: Lane; program?: Program | null } | null = null;

const lanes = new Map<string, Lane>();

function answer(message: PreviewAnswer): void {
  self.postMessage(message);
}

function evaluate(request: Extract<PreviewRequest, { kind: "evaluate" }>): void {
  const { sequence, document, dataKey } = request;
  const { checked, program } = check(document, () => performance.now());
  answer({ kind: "checked", sequence, ...checked });
  const lane = dataKey === null ? undefined : lanes.get(dataKey);
  current = program === null || lane === undefined ? null : { document, lane };
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

/** Calls `read` with the current program and its data; null where there is none. */
function withCurrent<T>(read: (program: Program, lane: Lane) => T): T | null {
  if (current === null) return null;
  current.program ??= compileToLook(current.document);
  return current.program === null ? null : read(current.program, current.lane);
}

self.addEventListener("message", (event: MessageEvent<PreviewRequest>) => {
  const request = event.data;
  switch (request.kind) {
    case "data":
      lanes.set(request.key, { ...request.market, bars: readBarColumns(request.buffer) });
      return;
    case "evaluate":
      evaluate(request);
      return;
    case "look":
      answer({
        kind: "looked",
        bar: request.bar,
        looked: withCurrent((program, lane) => lookAt(program, lane, request.bar)),
      });
      return;
    case "gates":
      answer({ kind: "gates", gates: withCurrent(countGates) ?? [] });
      return;
    case "series":
      answer({
        kind: "series",
        nodeId: request.nodeId,
        series: withCurrent((program, lane) => seriesOf(program, lane, request.nodeId)) ?? [],
      });
      return;
  }
});
