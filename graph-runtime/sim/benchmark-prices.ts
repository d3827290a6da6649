import type { Program } from "../compiler/program.ts";
import { alignedBars } from "./aligned-bars.ts";
import { laneNames } from "./lane-names.ts";
import type { LaneData } from "./run-backtest.ts";

export type BenchmarkPrices = { readonly benchmark: Float64Array; readonly benchmarkLabel: string };

/** Returns the closes of the instrument that a strategy names as its benchmark, for its report; nothing where it names none. */
export function benchmarkPrices(
  program: Program,
  data: { readonly lanes: readonly LaneData[]; readonly references?: readonly LaneData[] },
  time: Float64Array,
): BenchmarkPrices | null {
  const symbol = program.benchmark;
  if (symbol === null) return null;
  const names = laneNames(
    program.required.universe,
    data.lanes.map(({ instrument }) => instrument.symbol),
  );
  const found =
    data.lanes[names.indexOf(symbol)] ?? data.references?.find(({ instrument }) => instrument.symbol === symbol);
  if (!found) return null;
  return { benchmark: alignedBars(found.bars, time).close, benchmarkLabel: `${symbol}, bought and held` };
}
