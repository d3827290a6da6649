import { explain } from "@/graph-runtime/compiler/explain.ts";
import type { Command } from "../command.ts";
import { describeDiagnostic, loadGraph } from "../load-graph.ts";
import { parseOptions } from "../parse-options.ts";

export const compileCommand: Command = {
  name: "compile",
  usage: "compile <graph.json> [--json]",
  summary: "check a graph: diagnostics, semantic hash, warm-up, required data, a reading in plain English",
  run: async (parameters) => {
    const options = parseOptions(parameters, { json: { type: "boolean" } }, "graph.json");
    const { program, document, diagnostics } = await loadGraph(options.file);
    const reading = document === null ? [] : explain(document);
    const report = {
      ok: program !== null,
      semanticHash: program?.semanticHash ?? null,
      warmup: program?.warmup ?? null,
      settle: program?.settle ?? null,
      required: program?.required ?? null,
      reading,
      diagnostics,
    };
    const ok = program !== null;
    if (options.flag("json")) return { output: JSON.stringify(report, null, 2), messages: [], ok };
    const lines = program
      ? [
          `semantic hash  ${program.semanticHash}`,
          `warm-up        ${program.warmup} bars, and ${program.settle} more to settle`,
          `required data  ${program.required.universe.join(", ") || "any instrument"}, ${program.required.timeframe}`,
          ...reading.map(({ nodeId, text }) => `${nodeId}: ${text}`),
        ]
      : [];
    return { output: lines.join("\n"), messages: diagnostics.map(describeDiagnostic), ok };
  },
};
