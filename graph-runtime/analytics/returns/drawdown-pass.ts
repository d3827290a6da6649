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
  const books = new EpisodeBooks(time);
  let top = length > 0 ? (equity[0] as number) : Number.NaN;
  let topAt = 0;
  let depth = 0;
  let depthAt = 0;
  let largestAmount = 0;
  let squareSum = 0;
  // nothing here is shared with a closure: a shared double is put into a box at every write
  for (let i = 1; i < length; i++) {
    const value = equity[i] as number;
    if (value >= top) {
      if (depth > 0) books.close({ from: topAt, to: i, depth, depthAt, recovered: true });
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
  if (depth > 0) books.close({ from: topAt, to: length - 1, depth, depthAt, recovered: false });
  const { deepest, peak, trough, recovery, episodes, depthSum, longestFrom, longestTo } = books;
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

type Episode = {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly depthAt: number;
  readonly recovered: boolean;
};

/** Keeps what is wanted of the drawdowns that have ended. */
class EpisodeBooks {
  deepest = 0;
  peak = 0;
  trough = 0;
  recovery: number | null = null;
  episodes = 0;
  depthSum = 0;
  longestFrom = -1;
  longestTo = -1;
  #longestSpan = 0;
  readonly #time: Float64Array;

  constructor(time: Float64Array) {
    this.#time = time;
  }

  close({ from, to, depth, depthAt, recovered }: Episode): void {
    this.episodes++;
    this.depthSum += depth;
    const span = (this.#time[to] as number) - (this.#time[from] as number);
    if (span > this.#longestSpan) {
      this.#longestSpan = span;
      this.longestFrom = from;
      this.longestTo = to;
    }
    if (depth > this.deepest) {
      this.deepest = depth;
      this.peak = from;
      this.trough = depthAt;
      this.recovery = recovered ? to : null;
    }
  }
}
