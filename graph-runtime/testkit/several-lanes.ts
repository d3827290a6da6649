import { compile } from "../compiler/compile.ts";
import type { Program } from "../compiler/program.ts";
import type { GraphDocumentInput } from "../graph/document.ts";
import { BAR_FIELDS, type BarColumns } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import type { LaneData } from "../sim/run-backtest.ts";
import { syntheticBars } from "./synthetic-bars.ts";

/** Returns lanes of random walks, named A, B, C ..., each with a seed of its own; `gaps` takes bars out of some of them. */
export function syntheticLanes(count: number, length: number, { seed = 40, gaps = false } = {}): LaneData[] {
  return Array.from({ length: count }, (_, lane) => {
    const bars = syntheticBars({ seed: seed + 17 * lane, length, start: 1_325_462_400_000 });
    const instrument = shareInstrument(String.fromCharCode(65 + lane));
    const holed = gaps && lane > 0 ? keepBars(bars, (i) => i % (7 + lane) !== 3 && i >= 11 * lane) : bars;
    return { instrument, bars: holed };
  });
}

/** Returns the bars whose index passes the test. */
export function keepBars(bars: BarColumns, isKept: (index: number) => boolean): BarColumns {
  const kept = {} as Record<(typeof BAR_FIELDS)[number], Float64Array>;
  for (const field of BAR_FIELDS) kept[field] = bars[field].filter((_, index) => isKept(index));
  return kept;
}

/** Compiles a document that must be sound. */
export function programOf(document: GraphDocumentInput, keep: "all" | readonly string[] = []): Program {
  const { program, diagnostics } = compile(document, { keep });
  if (program) return program;
  throw new Error(diagnostics.map(({ message }) => message).join("\n"));
}
