import { compile } from "@/graph-runtime/compiler/compile.ts";

/** Returns what lists say of listed strategies: the instruments that they trade, and their timeframe ("mixed" where they differ). */
export function describeContent(members: readonly { readonly document: unknown }[]): {
  symbols: string[];
  timeframe: string;
} {
  const programs = members.flatMap(({ document }) => compile(document).program ?? []);
  const timeframes = new Set(programs.map(({ required }) => required.timeframe));
  const [only] = timeframes;
  return {
    symbols: [...new Set(programs.flatMap(({ required }) => required.universe))],
    timeframe: timeframes.size > 1 ? "mixed" : (only ?? ""),
  };
}
