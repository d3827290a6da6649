import { explain } from "@/graph-runtime/compiler/explain.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
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
    const rules = reading.map(({ nodeId, text }) => `  ${nodeId}: ${text}`);
    const lines = program ? [...factsOf(program), "rules", ...(rules.length > 0 ? rules : ["  none"])] : [];
    return { output: lines.join("\n"), messages: diagnostics.map(describeDiagnostic), ok };
  },
};

function factsOf({ semanticHash, warmup, settle, required }: Program): string[] {
  const { universe, references, timeframe } = required;
  const settling = settle === 0 ? "" : `, and ${bars(settle)} more to settle`;
  return [
    `semantic hash  ${semanticHash}`,
    `warm-up        ${bars(warmup)}${settling}`,
    `trades         ${universe.length === 0 ? "any one instrument" : instruments(universe)}, bars of ${timeframe}`,
    ...(references.length === 0 ? [] : [`looks at       ${instruments(references)}`]),
  ];
}

function bars(count: number): string {
  return count === 1 ? "1 bar" : `${count} bars`;
}

function instruments(symbols: readonly string[]): string {
  const names = symbols.join(", ");
  return symbols.length > 1 ? `${symbols.length} instruments (${names})` : names;
}
