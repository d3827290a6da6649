import type { BacktestResult } from "./run-backtest.ts";

/** How far the result depends on paths within bars that nobody knows. */
export type AmbiguityBand = {
  /** Bars whose outcome depends on the path. */
  readonly bars: number;
  readonly finalEquity: number;
  /** Final equity with the opposite path in each of those bars. */
  readonly oppositeFinalEquity: number;
  /** The gain or loss of the run changes its sign with the path. */
  readonly changesSign: boolean;
};

/** Returns the band of a result; `runOpposite` is called only where some bar is ambiguous. */
export function ambiguityBand(result: BacktestResult, runOpposite: () => BacktestResult): AmbiguityBand {
  const { capital } = result.settings;
  const finalEquity = result.equity.at(-1) ?? capital;
  const oppositeFinalEquity = result.ambiguousBars === 0 ? finalEquity : (runOpposite().equity.at(-1) ?? capital);
  const changesSign = (finalEquity - capital) * (oppositeFinalEquity - capital) < 0;
  return { bars: result.ambiguousBars, finalEquity, oppositeFinalEquity, changesSign };
}
