import { DAY } from "../../core/time.ts";

/**
 * Returns the index of the last bar of each session. A session is a UTC day of the bars' open times: the regular hours of
 * the exchanges that we trade lie within one, and instruments that trade round the clock are sampled by UTC days anyway.
 * Gallops from session to session, so that a million one-minute bars cost thousands of steps and not a million.
 */
export function sessionEnds(time: Float64Array): Int32Array {
  const ends: number[] = [];
  const length = time.length;
  let from = 0;
  let width = 1;
  while (from < length) {
    const border = (Math.floor((time[from] as number) / DAY) + 1) * DAY;
    let high = from + width;
    let low = from;
    while (high < length && (time[high] as number) < border) {
      low = high;
      high += width;
      width *= 2;
    }
    if (high > length) high = length;
    // Invariant: time[low] < border, and time[high] >= border or high is the end.
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((time[middle] as number) < border) low = middle;
      else high = middle;
    }
    ends.push(low);
    width = Math.max(1, low + 1 - from);
    from = low + 1;
  }
  return Int32Array.from(ends);
}
