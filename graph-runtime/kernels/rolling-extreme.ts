/**
 * The highest (sign 1) or lowest (sign -1) of the last `length` values in a few steps per value, whatever the length: the window
 * is what is left of the last full round, whose extremes from each place to its end are kept, and the round so far.
 * Cells: one per place, then the place in the round, the extreme of the round so far, and whether a round is full.
 */
export const extremeCells = (length: number): number => length + 3;

/** Adds a value and returns the extreme of the window, unknown until it is full. */
export function pushExtreme(cells: Float64Array, length: number, value: number, sign: 1 | -1): number {
  const x = sign * value;
  // a whole number, not a double: places in an array are looked up faster by it
  const place = cells[length]! | 0;
  const isFull = cells[length + 2] === 1;
  let best = cells[length + 1]!;
  if (place === 0 || x > best) best = x;
  cells[length + 1] = best;
  cells[place] = x;
  const next = place + 1;
  if (next === length) {
    finishRound(cells, length);
    return sign * best;
  }
  cells[length] = next;
  if (!isFull) return Number.NaN;
  const left = cells[next]!;
  return sign * Math.max(left, best);
}

/** Turns the values of a full round into the extremes from each place to the end. */
function finishRound(cells: Float64Array, length: number): void {
  let best = cells[length - 1]!;
  for (let place = length - 2; place >= 0; place--) {
    const x = cells[place]!;
    if (x > best) best = x;
    else cells[place] = best;
  }
  cells[length] = 0;
  cells[length + 2] = 1;
}
