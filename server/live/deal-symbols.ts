import { compile } from "@/graph-runtime/compiler/compile.ts";
import { AppError } from "../errors/app-error.ts";

/**
 * Returns the instruments of a market for a strategy: those that it trades, at least one, then those that it looks at, dealt in turn so
 * that the members of a basket do not all trade the same.
 */
export function dealSymbols(
  { name, document }: { readonly name: string; readonly document: unknown },
  index: number,
  symbols: readonly string[],
): string[] {
  const { program, diagnostics } = compile(document);
  if (program === null) throw new AppError("graph-refused", { diagnostics });
  const { universe, references } = program.required;
  const wanted = Math.max(1, universe.length) + references.length;
  if (wanted > symbols.length) {
    const message = `"${name}" names ${wanted} instruments; the market that it is to follow has ${symbols.length}.`;
    throw new AppError("not-possible-now", { message });
  }
  return Array.from({ length: wanted }, (_, lane) => symbols[(index + lane) % symbols.length] ?? "");
}
