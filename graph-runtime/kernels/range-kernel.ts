import { pushExtreme } from "./rolling-extreme.ts";

type Range = {
  /** Cells of the two extremes, as pushExtreme keeps them. */
  readonly highs: Float64Array;
  readonly lows: Float64Array;
  readonly length: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly highest: Float64Array;
  readonly lowest: Float64Array;
};

/**
 * Returns the kernel of the highest high and the lowest low over stretches of known bars: the same as pushing one after another.
 * Which of two values is greater is as good as random, and a wrong guess costs the processor more than all the rest. So nothing
 * branches on it: both lie side by side, and the comparison is the place of the one that is taken.
 */
export function rangeKernel(range: Range): (from: number, to: number) => void {
  const work = { ...range, upper: new Float64Array(4), lower: new Float64Array(4) };
  return (from, to) => findRange(work, from, to);
}

type Work = Range & { readonly upper: Float64Array; readonly lower: Float64Array };

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function findRange(work: Work, from: number, to: number): void {
  const { highs, lows, length, high, low, highest, lowest, upper, lower } = work;
  const round = Number(length) | 0;
  const last = round - 1;
  // a live run comes bar by bar, past the ways in and out of the loops
  if (to === from + 1) {
    const place = highs[round]! | 0;
    if (highs[round + 2] !== 1 || place === last) {
      highest[from] = pushExtreme(highs, round, high[from]!, 1);
      lowest[from] = pushExtreme(lows, round, low[from]!, -1);
      return;
    }
    const next = place + 1;
    const x = high[from]!;
    const y = -low[from]!;
    upper[0] = place === 0 ? Number.NEGATIVE_INFINITY : highs[round + 1]!;
    upper[1] = x;
    lower[0] = place === 0 ? Number.NEGATIVE_INFINITY : lows[round + 1]!;
    lower[1] = y;
    const top = upper[+(x > upper[0]!)]!;
    const bottom = lower[+(y > lower[0]!)]!;
    highs[place] = x;
    lows[place] = y;
    highs[round] = next;
    lows[round] = next;
    highs[round + 1] = top;
    lows[round + 1] = bottom;
    upper[2] = top;
    upper[3] = highs[next]!;
    lower[2] = bottom;
    lower[3] = lows[next]!;
    highest[from] = upper[2 + +(upper[3]! > top)]!;
    lowest[from] = -lower[2 + +(lower[3]! > bottom)]!;
    return;
  }
  let i = from;
  for (; i < to && highs[round + 2] !== 1; i++) {
    highest[i] = pushExtreme(highs, round, high[i]!, 1);
    lowest[i] = pushExtreme(lows, round, low[i]!, -1);
  }
  if (i === to) return;
  let place = highs[round]! | 0;
  let top = place === 0 ? Number.NEGATIVE_INFINITY : highs[round + 1]!;
  // lows are kept with their sign turned, so that both look for what is greater
  let bottom = place === 0 ? Number.NEGATIVE_INFINITY : lows[round + 1]!;
  while (true) {
    const stop = Math.min(to, i + last - place);
    for (; i < stop; i++) {
      const x = high[i]!;
      const y = -low[i]!;
      upper[0] = top;
      upper[1] = x;
      lower[0] = bottom;
      lower[1] = y;
      top = upper[+(x > top)]!;
      bottom = lower[+(y > bottom)]!;
      highs[place] = x;
      lows[place] = y;
      place++;
      const leftTop = highs[place]!;
      const leftBottom = lows[place]!;
      upper[2] = top;
      upper[3] = leftTop;
      lower[2] = bottom;
      lower[3] = leftBottom;
      highest[i] = upper[2 + +(leftTop > top)]!;
      lowest[i] = -lower[2 + +(leftBottom > bottom)]!;
    }
    if (i === to) break;
    const x = high[i]!;
    const y = -low[i]!;
    if (x > top) top = x;
    if (y > bottom) bottom = y;
    highs[last] = x;
    lows[last] = y;
    highest[i] = top;
    lowest[i] = -bottom;
    i++;
    finishRounds(highs, lows, { last, upper, lower });
    place = 0;
    if (i === to) break;
    top = Number.NEGATIVE_INFINITY;
    bottom = Number.NEGATIVE_INFINITY;
  }
  highs[round] = place;
  lows[round] = place;
  highs[round + 1] = top;
  lows[round + 1] = bottom;
}

type Scratch = { readonly last: number; readonly upper: Float64Array; readonly lower: Float64Array };

/** Turns the values of a full round of both into the extremes from each place to the end. */
function finishRounds(highs: Float64Array, lows: Float64Array, { last, upper, lower }: Scratch): void {
  let top = highs[last]!;
  let bottom = lows[last]!;
  for (let place = last - 1; place >= 0; place--) {
    const x = highs[place]!;
    const y = lows[place]!;
    upper[0] = top;
    upper[1] = x;
    lower[0] = bottom;
    lower[1] = y;
    top = upper[+(x > top)]!;
    bottom = lower[+(y > bottom)]!;
    highs[place] = top;
    lows[place] = bottom;
  }
}
