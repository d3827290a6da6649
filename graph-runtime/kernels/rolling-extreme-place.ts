/**
 * A rolling extreme that also knows how many values ago it stood (the latest, where several are equal). The same rounds as in
 * rolling-extreme.ts, with the place of each extreme beside it.
 * Cells: one value and one place for each place of the round, then place, extreme, its place, and whether a round is full.
 */
export const placedExtremeCells = (length: number): number => 2 * length + 5;

/** Where the age of the extreme is read after a push. */
export const ageCell = (length: number): number => 2 * length + 4;

/** Adds a value and returns the extreme of the window, unknown until it is full. */
export function pushPlacedExtreme(cells: Float64Array, length: number, value: number, sign: 1 | -1): number {
  const x = sign * value;
  const base = 2 * length;
  const place = cells[base]! | 0;
  const isFull = cells[base + 3] === 1;
  if (place === 0 || x >= cells[base + 1]!) {
    cells[base + 1] = x;
    cells[base + 2] = place;
  }
  const best = cells[base + 1]!;
  cells[place] = x;
  cells[length + place] = place;
  cells[base + 4] = place - cells[base + 2]!;
  const next = place + 1;
  if (next === length) {
    finishRound(cells, length);
    return sign * best;
  }
  cells[base] = next;
  if (!isFull) return Number.NaN;
  const left = cells[next]!;
  if (left <= best) return sign * best;
  cells[base + 4] = place + length - cells[length + next]!;
  return sign * left;
}

type Placed = {
  readonly cells: Float64Array;
  readonly length: number;
  readonly sign: 1 | -1;
  readonly source: Float64Array;
  readonly value: Float64Array;
  readonly age: Float64Array;
};

/**
 * Returns the kernel of the extreme and its age over stretches of known values: the same as pushing one after another, without a
 * branch on which value is greater (range-kernel.ts says why).
 */
export function placedExtremeKernel(placed: Placed): (from: number, to: number) => void {
  const work = { ...placed, pair: new Float64Array(4) };
  return (from, to) => findPlaced(work, from, to);
}

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function findPlaced(work: Placed & { readonly pair: Float64Array }, from: number, to: number): void {
  const { cells, length, sign, source, value, age, pair } = work;
  const round = Number(length) | 0;
  const base = 2 * round;
  const flip = Number(sign);
  let i = from;
  // until it is full, and bar by bar
  for (; i < to && (to === from + 1 || cells[base + 3] !== 1); i++) {
    const found = pushPlacedExtreme(cells, round, source[i]!, sign);
    value[i] = found;
    age[i] = Number.isNaN(found) ? found : cells[base + 4]!;
  }
  if (i === to) return;
  let place = cells[base]! | 0;
  let best = place === 0 ? Number.NEGATIVE_INFINITY : cells[base + 1]!;
  let bestPlace = cells[base + 2]! | 0;
  let ago = cells[base + 4]! | 0;
  while (true) {
    const stop = Math.min(to, i + round - 1 - place);
    for (; i < stop; i++) {
      const x = flip * source[i]!;
      const isNew = +(x >= best);
      pair[0] = best;
      pair[1] = x;
      best = pair[isNew]!;
      bestPlace += (place - bestPlace) * isNew;
      cells[place] = x;
      cells[round + place] = place;
      place++;
      const left = cells[place]!;
      const isLeft = +(left > best);
      pair[2] = best;
      pair[3] = left;
      value[i] = flip * pair[2 + isLeft]!;
      const sinceBest = place - 1 - bestPlace;
      const sinceLeft = place - 1 + round - (cells[round + place]! | 0);
      ago = sinceBest + (sinceLeft - sinceBest) * isLeft;
      age[i] = ago;
    }
    if (i === to) break;
    const x = flip * source[i]!;
    if (x >= best) {
      best = x;
      bestPlace = place;
    }
    cells[place] = x;
    cells[round + place] = place;
    ago = place - bestPlace;
    value[i] = flip * best;
    age[i] = ago;
    i++;
    finishRound(cells, round);
    place = 0;
    if (i === to) break;
    best = Number.NEGATIVE_INFINITY;
  }
  cells[base] = place;
  cells[base + 1] = best;
  cells[base + 2] = bestPlace;
  cells[base + 4] = ago;
}

function finishRound(cells: Float64Array, length: number): void {
  for (let place = length - 2; place >= 0; place--) {
    if (cells[place]! > cells[place + 1]!) continue;
    cells[place] = cells[place + 1]!;
    cells[length + place] = cells[length + place + 1]!;
  }
  cells[2 * length] = 0;
  cells[2 * length + 3] = 1;
}
