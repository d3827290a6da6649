/** Drawdowns of an equity column, measured at every bar. Indexes are bars. */
export type DrawdownPass = {
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
  let top = length > 0 ? (equity[0] as number) : Number.NaN;
  let topAt = 0;
  let depth = 0;
  let depthAt = 0;
  let largestAmount = 0;
  let squareSum = 0;
  let deepest = 0;
  let peak = 0;
  let trough = 0;
  let recovery: number | null = null;
  let episodes = 0;
  let depthSum = 0;
  let longestFrom = -1;
  let longestTo = -1;
  let longestSpan = 0;
  // all of it in locals: a curve of a million bars may have a hundred thousand episodes, and an object for each costs more than the pass
  for (let i = 1; i <= length; i++) {
    const isEnd = i === length;
    const value = isEnd ? top : (equity[i] as number);
    if (isEnd || value >= top) {
      if (depth > 0) {
        const to = isEnd ? length - 1 : i;
        episodes++;
        depthSum += depth;
        const span = (time[to] as number) - (time[topAt] as number);
        if (span > longestSpan) {
          longestSpan = span;
          longestFrom = topAt;
          longestTo = to;
        }
        if (depth > deepest) {
          deepest = depth;
          peak = topAt;
          trough = depthAt;
          recovery = isEnd ? null : to;
        }
      }
      depth = 0;
      top = value;
      topAt = i;
    } else {
      const fall = top - value;
      const drawdown = 1 - value / top;
      squareSum += drawdown * drawdown;
      if (fall > largestAmount) largestAmount = fall;
      if (drawdown > depth) {
        depth = drawdown;
        depthAt = i;
      }
    }
  }
  const longest = longestFrom < 0 ? null : { from: longestFrom, to: longestTo };
  return { deepest, peak, trough, recovery, largestAmount, episodes, depthSum, longest, squareSum };
}

/** Returns 1 - equity / running maximum at each bar. */
export function drawdownColumn(equity: Float64Array): Float64Array {
  const column = new Float64Array(equity.length);
  let top = equity.length > 0 ? (equity[0] as number) : Number.NaN;
  for (let i = 1; i < equity.length; i++) {
    const value = equity[i] as number;
    if (value >= top) top = value;
    else column[i] = 1 - value / top;
  }
  return column;
}
