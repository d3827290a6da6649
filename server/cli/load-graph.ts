import { readFile } from "node:fs/promises";
import { type CompileOptions, compile } from "@/graph-runtime/compiler/compile.ts";
import type { CompileOutcome } from "@/graph-runtime/compiler/program.ts";
import { type Diagnostic, errorDiagnostic } from "@/graph-runtime/core/diagnostic.ts";
import { UsageError } from "./command.ts";

/** Reads and compiles a graph file. Text that is no JSON is a diagnostic like any other defect of the document. */
export async function loadGraph(file: string, options: CompileOptions = {}): Promise<CompileOutcome> {
  const text = await readText(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const received = error instanceof Error ? error.message : String(error);
    const problem = errorDiagnostic("document.not-json", `${file} is not JSON: ${received}.`, { received });
    return { program: null, document: null, diagnostics: [problem] };
  }
  return compile(json, options);
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Returns a diagnostic as lines of text: where it is, what is wrong, and what would mend it. */
export function describeDiagnostic({ severity, code, message, nodeId, portId, path, fixes }: Diagnostic): string {
  const node = portId === undefined ? nodeId : `${nodeId}.${portId}`;
  const place = node ?? (path === "" ? undefined : path);
  const first = `${severity} ${code}${place === undefined ? "" : ` (${place})`}: ${message}`;
  return [first, ...fixes.map(({ label }) => `  fix: ${label}`)].join("\n");
}
