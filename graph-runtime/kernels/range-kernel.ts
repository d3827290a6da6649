import { greater } from "./greater.ts";
import { pushExtreme } from "./rolling-extreme.ts";

export type Range = {
  /** Cells of the two extremes, as pushExtreme keeps them. */
  readonly highs: Float64Array;
  readonly lows: Float64Array;
  readonly length: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly highest: Float64Array;
  readonly lowest: Float64Array;
};

export type RangeWork = Range & { readonly upper: Float64Array; readonly lower: Float64Array };

/** Returns what pushRange and findRange work on. */
export function rangeWork(range: Range): RangeWork {
  return { ...range, upper: new Float64Array(2), lower: new Float64Array(2) };
}

/** Takes one known bar. */
export function pushRange(work: RangeWork, at: number): void {
  const { highs, lows, length, high, low, highest, lowest, upper, lower } = work;
  const place = highs[length]! | 0;
  const next = place + 1;
  const best = length + 1;
  if (next === length || highs[best + 1] !== 1) {
    pushEnd(work, at);
    return;
  }
  const x = high[at]!;
  const y = -low[at]!;
  const isFirst = +(place === 0);
  // greater.ts in full: what is not inlined makes an object of each number that goes in and out
  upper[0] = highs[best]!;
  upper[1] = x;
  lower[0] = lows[best]!;
  lower[1] = y;
  let top = upper[isFirst | +(x > upper[0]!)]!;
  let bottom = lower[isFirst | +(y > lower[0]!)]!;
  highs[place] = x;
  lows[place] = y;
  highs[length] = next;
  lows[length] = next;
  highs[best] = top;
  lows[best] = bottom;
  // what is left of the round before is the greater one up to some bar of this round, and then no more
  if (highs[next]! > top) top = highs[next]!;
  if (lows[next]! > bottom) bottom = lows[next]!;
  highest[at] = top;
  lowest[at] = -bottom;
}

/** A bar that fills the first round or ends one. */
function pushEnd(work: RangeWork, at: number): void {
  const { highs, lows, length, high, low, highest, lowest } = work;
  if (highs[length + 2] === 1) {
    endRound(work, at);
    return;
  }
  highest[at] = pushExtreme(highs, length, high[at]!, 1);
  lowest[at] = pushExtreme(lows, length, low[at]!, -1);
}

/** The last bar of a round. */
function endRound(work: RangeWork, at: number): void {
  const { highs, lows, length, high, low, highest, lowest } = work;
  const last = length - 1;
  const x = high[at]!;
  const y = -low[at]!;
  const isFirst = last === 0;
  const top = isFirst || x > highs[length + 1]! ? x : highs[length + 1]!;
  const bottom = isFirst || y > lows[length + 1]! ? y : lows[length + 1]!;
  highs[last] = x;
  lows[last] = y;
  highs[length] = 0;
  lows[length] = 0;
  highs[length + 1] = top;
  lows[length + 1] = bottom;
  highest[at] = top;
  lowest[at] = -bottom;
  finishRounds(work, last);
}

/**
 * Finds the highest high and the lowest low over a stretch of known bars: the same as pushing one after another. Four bars of each in
 * turn, as a loop looks its columns up anew in every round.
 */
export function findRange(work: RangeWork, from: number, to: number): void {
  const { highs, lows, length, high, low, highest, lowest, upper, lower } = work;
  const round = Number(length) | 0;
  const last = round - 1;
  let i = from;
  for (; i < to && highs[round + 2] !== 1; i++) pushEnd(work, i);
  if (i === to) return;
  let place = highs[round]! | 0;
  let top = place === 0 ? Number.NEGATIVE_INFINITY : highs[round + 1]!;
  // lows are kept with their sign turned, so that both look for what is greater
  let bottom = place === 0 ? Number.NEGATIVE_INFINITY : lows[round + 1]!;
  while (true) {
    const stop = Math.min(to, i + last - place);
    for (; i + 3 < stop; i += 4, place += 4) {
      const x0 = high[i]!;
      const x1 = high[i + 1]!;
      const x2 = high[i + 2]!;
      const x3 = high[i + 3]!;
      const top0 = greater(upper, top, x0);
      const top1 = greater(upper, top0, x1);
      const top2 = greater(upper, top1, x2);
      top = greater(upper, top2, x3);
      highest[i] = greater(upper, top0, highs[place + 1]!);
      highest[i + 1] = greater(upper, top1, highs[place + 2]!);
      highest[i + 2] = greater(upper, top2, highs[place + 3]!);
      highest[i + 3] = greater(upper, top, highs[place + 4]!);
      highs[place] = x0;
      highs[place + 1] = x1;
      highs[place + 2] = x2;
      highs[place + 3] = x3;
      const y0 = -low[i]!;
      const y1 = -low[i + 1]!;
      const y2 = -low[i + 2]!;
      const y3 = -low[i + 3]!;
      const bottom0 = greater(lower, bottom, y0);
      const bottom1 = greater(lower, bottom0, y1);
      const bottom2 = greater(lower, bottom1, y2);
      bottom = greater(lower, bottom2, y3);
      lowest[i] = -greater(lower, bottom0, lows[place + 1]!);
      lowest[i + 1] = -greater(lower, bottom1, lows[place + 2]!);
      lowest[i + 2] = -greater(lower, bottom2, lows[place + 3]!);
      lowest[i + 3] = -greater(lower, bottom, lows[place + 4]!);
      lows[place] = y0;
      lows[place + 1] = y1;
      lows[place + 2] = y2;
      lows[place + 3] = y3;
    }
    for (; i < stop; i++, place++) {
      const x = high[i]!;
      const y = -low[i]!;
      top = greater(upper, top, x);
      bottom = greater(lower, bottom, y);
      highest[i] = greater(upper, top, highs[place + 1]!);
      lowest[i] = -greater(lower, bottom, lows[place + 1]!);
      highs[place] = x;
      lows[place] = y;
    }
    if (i === to) break;
    highs[round + 1] = top;
    lows[round + 1] = bottom;
    endRound(work, i);
    i++;
    if (i === to) return;
    place = 0;
    top = Number.NEGATIVE_INFINITY;
    bottom = Number.NEGATIVE_INFINITY;
  }
  highs[round] = place;
  lows[round] = place;
  highs[round + 1] = top;
  lows[round + 1] = bottom;
}

/** Turns the values of a full round of both into the extremes from each place to the end. */
function finishRounds({ highs, lows, upper, lower }: RangeWork, last: number): void {
  let top = highs[last]!;
  let bottom = lows[last]!;
  let place = last - 1;
  for (; place >= 3; place -= 4) {
    const top1 = greater(upper, top, highs[place]!);
    const top2 = greater(upper, top1, highs[place - 1]!);
    const top3 = greater(upper, top2, highs[place - 2]!);
    top = greater(upper, top3, highs[place - 3]!);
    highs[place] = top1;
    highs[place - 1] = top2;
    highs[place - 2] = top3;
    highs[place - 3] = top;
    const bottom1 = greater(lower, bottom, lows[place]!);
    const bottom2 = greater(lower, bottom1, lows[place - 1]!);
    const bottom3 = greater(lower, bottom2, lows[place - 2]!);
    bottom = greater(lower, bottom3, lows[place - 3]!);
    lows[place] = bottom1;
    lows[place - 1] = bottom2;
    lows[place - 2] = bottom3;
    lows[place - 3] = bottom;
  }
  for (; place >= 0; place--) {
    top = greater(upper, top, highs[place]!);
    bottom = greater(lower, bottom, lows[place]!);
    highs[place] = top;
    lows[place] = bottom;
  }
}
