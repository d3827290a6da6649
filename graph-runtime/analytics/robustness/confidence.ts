import type { AnalysisContext } from "../analysis-context.ts";
import { MINIMUM_SAMPLES } from "../sample-guards.ts";
import { bandsOf, monteCarlo } from "./monte-carlo.ts";

/** What the same sessions could have come to in another order; null below the least number of sessions. */
export type Confidence = {
  readonly resamples: number;
  /** Total return that 5 %, half and 95 % of the paths stay at or below, as fractions. */
  readonly totalReturn: { readonly low: number; readonly middle: number; readonly high: number };
  /** Maximum drawdown that half and 95 % of the paths stay at or below, as positive fractions. */
  readonly maxDrawdown: { readonly middle: number; readonly high: number };
  /** Share of the paths that end below the capital. */
  readonly lost: number;
};

const RESAMPLES = 1_000;
const SEED = 20_261_126;

/** Draws the run's session returns anew, with replacement, from a fixed seed: the same band everywhere. */
export function confidenceOf({ returns, sessionEquity, result }: AnalysisContext): Confidence | null {
  const { capital } = result.settings;
  if (returns.length < MINIMUM_SAMPLES || sessionEquity.some((equity) => !(equity > 0))) return null;
  const paths = monteCarlo({
    steps: returns,
    unit: "return",
    drawing: { kind: "bootstrap" },
    capital,
    resamples: RESAMPLES,
    seed: SEED,
  });
  const [low, middle, high] = bandsOf(paths, [0.05, 0.5, 0.95]).map((band) => ({
    total: band.finalEquity / capital - 1,
    fall: band.maxDrawdown,
  }));
  return {
    resamples: RESAMPLES,
    totalReturn: { low: low!.total, middle: middle!.total, high: high!.total },
    maxDrawdown: { middle: middle!.fall, high: high!.fall },
    lost: paths.lost / RESAMPLES,
  };
}
