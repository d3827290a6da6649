import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import { readSignalsCsv, type SignalsReading } from "@/graph-runtime/market/read-signals.ts";
import { UsageError } from "./command.ts";
import { readText } from "./load-graph.ts";
import type { Parsed } from "./parse-options.ts";

export const SIGNAL_OPTIONS = { signals: { type: "string" } } as const;
export const SIGNAL_USAGE = "[--signals signals.csv]";

/** Loads the recorded signals of a run, of which a file with a bad row yields none. */
export async function loadSignals(program: Program, options: Parsed): Promise<SignalsReading> {
  const file = options.text("signals");
  if (file === undefined) return { signals: [], diagnostics: [] };
  const names = program.outside.map(({ name }) => name);
  if (names.length === 0)
    throw new UsageError('--signals is for strategies with a node "Signal from outside", and this one has none');
  const { signals, diagnostics } = readSignalsCsv(await readText(file), names);
  const named = (one: Diagnostic): Diagnostic => ({ ...one, message: `${file}, ${one.message}` });
  return { signals, diagnostics: diagnostics.map(named) };
}
