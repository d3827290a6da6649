/** Drawdowns of an equity column, measured at every bar. Indexes are bars. */
export type DrawdownPass = {
  /** 1 - equity / running maximum, at each bar. */
  readonly column: Float64Array;
  /** Deepest drawdown as a positive fraction, 0 where equity never fell. */
  readonly deepest: number;
  readonly peak: number;
  readonly trough: number;
  /** First bar at or above the peak again; null while the drawdown is still open at the end. */
  readonly recovery: number | null;
  /** Largest fall below the running maximum in money, which need not be the deepest in per cent. */
  readonly largestAmount: number;
  /** Drawdowns from a peak to its recovery, the open one included. */
  readonly episodes: number;
  /** Sum over episodes of their depth. */
  readonly depthSum: number;
  /** The episode that lasted longest from peak to recovery (or to the last bar): its first and last bar. */
  readonly longest: { readonly from: number; readonly to: number } | null;
  /** Sum over bars of the squared drawdown. */
  readonly squareSum: number;
};

export function drawdownPass(equity: Float64Array, time: Float64Array): DrawdownPass {
  const length = equity.length;
  const column = new Float64Array(length);
  let top = length > 0 ? (equity[0] as number) : Number.NaN;
  let topAt = 0;
  let depth = 0;
  let depthAt = 0;
  let deepest = 0;
  let peak = 0;
  let trough = 0;
  let recovery: number | null = null;
  let largestAmount = 0;
  let episodes = 0;
  let depthSum = 0;
  let squareSum = 0;
  let longestFrom = -1;
  let longestTo = -1;
  let longestSpan = 0;

  // Books the episode that began after bar topAt and ended at bar `end`; runs once per episode, not per bar.
  function close(end: number, recovered: boolean): void {
    episodes++;
    depthSum += depth;
    const span = (time[end] as number) - (time[topAt] as number);
    if (span > longestSpan) {
      longestSpan = span;
      longestFrom = topAt;
      longestTo = end;
    }
    if (depth > deepest) {
      deepest = depth;
      peak = topAt;
      trough = depthAt;
      recovery = recovered ? end : null;
    }
    depth = 0;
  }

  for (let i = 1; i < length; i++) {
    const value = equity[i] as number;
    if (value >= top) {
      if (depth > 0) close(i, true);
      top = value;
      topAt = i;
    } else {
      const fall = top - value;
      const drawdown = 1 - value / top;
      column[i] = drawdown;
      squareSum += drawdown * drawdown;
      if (fall > largestAmount) largestAmount = fall;
      if (drawdown > depth) {
        depth = drawdown;
        depthAt = i;
      }
    }
  }
  if (depth > 0) close(length - 1, false);
  const longest = longestFrom < 0 ? null : { from: longestFrom, to: longestTo };
  return { column, deepest, peak, trough, recovery, largestAmount, episodes, depthSum, longest, squareSum };
}
