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

/** Cells of what has been found so far. */
const TOP = 0;
const TOP_AT = 1;
const DEPTH = 2;
const DEPTH_AT = 3;
const LARGEST_AMOUNT = 4;
const SQUARE_SUM = 5;
const DEEPEST = 6;
const PEAK = 7;
const TROUGH = 8;
const RECOVERY = 9;
const EPISODES = 10;
const DEPTH_SUM = 11;
const LONGEST_FROM = 12;
const LONGEST_TO = 13;
const LONGEST_SPAN = 14;

/** A loop over a million bars is compiled in its midst, where it takes every number for an object: 16 MB of them. Stretches are not. */
const STRETCH = 4_096;

export function drawdownPass(equity: Float64Array, time: Float64Array): DrawdownPass {
  const { length } = equity;
  const cells = new Float64Array(15);
  cells[TOP] = length > 0 ? (equity[0] as number) : Number.NaN;
  cells[RECOVERY] = -1;
  cells[LONGEST_FROM] = -1;
  const curve = { equity, time, cells };
  for (let from = 1; from < length; from += STRETCH) follow(curve, from, Math.min(from + STRETCH, length));
  if ((cells[DEPTH] as number) > 0) endEpisode(time, cells, { last: length - 1, recovery: -1 });
  const at = (place: number): number => cells[place] as number;
  return {
    deepest: at(DEEPEST),
    peak: at(PEAK),
    trough: at(TROUGH),
    recovery: at(RECOVERY) < 0 ? null : at(RECOVERY),
    largestAmount: at(LARGEST_AMOUNT),
    episodes: at(EPISODES),
    depthSum: at(DEPTH_SUM),
    longest: at(LONGEST_FROM) < 0 ? null : { from: at(LONGEST_FROM), to: at(LONGEST_TO) },
    squareSum: at(SQUARE_SUM),
  };
}

type Curve = { readonly equity: Float64Array; readonly time: Float64Array; readonly cells: Float64Array };

/** Follows the curve over the bars `from` up to `to`. */
function follow({ equity, time, cells }: Curve, from: number, to: number): void {
  let top = cells[TOP] as number;
  let topAt = cells[TOP_AT] as number;
  let depth = cells[DEPTH] as number;
  let largestAmount = cells[LARGEST_AMOUNT] as number;
  let squareSum = cells[SQUARE_SUM] as number;
  for (let i = from; i < to; ) {
    const start = i;
    const value = equity[i++] as number;
    // while nothing is held, equity stands still for many bars: they are counted, and worked out as one
    while (i < to && equity[i] === value) i++;
    if (value >= top) {
      if (depth > 0) {
        cells[TOP_AT] = topAt;
        cells[DEPTH] = depth;
        endEpisode(time, cells, { last: start, recovery: start });
      }
      depth = 0;
      top = value;
      topAt = i - 1;
    } else {
      const fall = top - value;
      const drawdown = 1 - value / top;
      squareSum += drawdown * drawdown * (i - start);
      if (fall > largestAmount) largestAmount = fall;
      if (drawdown > depth) {
        depth = drawdown;
        cells[DEPTH_AT] = start;
      }
    }
  }
  cells[TOP] = top;
  cells[TOP_AT] = topAt;
  cells[DEPTH] = depth;
  cells[LARGEST_AMOUNT] = largestAmount;
  cells[SQUARE_SUM] = squareSum;
}

type End = { readonly last: number /** -1 where equity ends below the peak. */; readonly recovery: number };

function endEpisode(time: Float64Array, cells: Float64Array, { last, recovery }: End): void {
  const depth = cells[DEPTH] as number;
  const topAt = cells[TOP_AT] as number;
  cells[EPISODES]!++;
  cells[DEPTH_SUM]! += depth;
  const span = (time[last] as number) - (time[topAt] as number);
  if (span > (cells[LONGEST_SPAN] as number)) {
    cells[LONGEST_SPAN] = span;
    cells[LONGEST_FROM] = topAt;
    cells[LONGEST_TO] = last;
  }
  if (depth > (cells[DEEPEST] as number)) {
    cells[DEEPEST] = depth;
    cells[PEAK] = topAt;
    cells[TROUGH] = cells[DEPTH_AT] as number;
    cells[RECOVERY] = recovery;
  }
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
