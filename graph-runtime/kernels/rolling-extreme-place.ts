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

export type Placed = {
  readonly cells: Float64Array;
  readonly length: number;
  readonly sign: 1 | -1;
  readonly source: Float64Array;
  readonly value: Float64Array;
  readonly age: Float64Array;
  /** Scratch of two cells. */
  readonly pair: Float64Array;
};

/** Takes one known value. */
export function pushPlaced(placed: Placed, at: number): void {
  const { cells, length, sign, source, value, age, pair } = placed;
  const base = 2 * length;
  const place = cells[base]! | 0;
  const next = place + 1;
  if (next === length || cells[base + 3] !== 1) {
    pushEnd(placed, at);
    return;
  }
  const x = sign * source[at]!;
  const before = cells[base + 1]!;
  const isNew = +(place === 0) | +(x >= before);
  pair[0] = before;
  pair[1] = x;
  const best = pair[isNew]!;
  const earlier = cells[base + 2]! | 0;
  const bestPlace = earlier + (place - earlier) * isNew;
  cells[place] = x;
  cells[length + place] = place;
  const left = cells[next]!;
  const isLeft = +(left > best);
  pair[0] = best;
  pair[1] = left;
  const sinceBest = place - bestPlace;
  const sinceLeft = place + length - (cells[length + next]! | 0);
  const ago = sinceBest + (sinceLeft - sinceBest) * isLeft;
  cells[base] = next;
  cells[base + 1] = best;
  cells[base + 2] = bestPlace;
  cells[base + 4] = ago;
  value[at] = sign * pair[isLeft]!;
  age[at] = ago;
}

/** A bar that fills the first round or ends one. */
function pushEnd({ cells, length, sign, source, value, age }: Placed, at: number): void {
  const found = pushPlacedExtreme(cells, length, source[at]!, sign);
  value[at] = found;
  age[at] = Number.isNaN(found) ? found : cells[ageCell(length)]!;
}

/**
 * Finds the extreme and its age over a stretch of known values: the same as pushing one after another, without a branch on which value
 * is greater (greater.ts says why).
 */
export function findPlaced(placed: Placed, from: number, to: number): void {
  const { cells, length } = placed;
  const round = Number(length) | 0;
  const base = 2 * round;
  let i = from;
  for (; i < to && cells[base + 3] !== 1; i++) pushEnd(placed, i);
  while (i < to) {
    const stop = Math.min(to, i + round - 1 - cells[base]!);
    followRound(placed, i, stop);
    if (stop === to) return;
    pushEnd(placed, stop);
    i = stop + 1;
  }
}

/** Up to the last place of a round. */
function followRound({ cells, length, sign, source, value, age, pair }: Placed, from: number, to: number): void {
  if (from === to) return;
  const round = Number(length) | 0;
  const base = 2 * round;
  const flip = Number(sign);
  let place = cells[base]! | 0;
  let best = place === 0 ? Number.NEGATIVE_INFINITY : cells[base + 1]!;
  let bestPlace = cells[base + 2]! | 0;
  let ago = 0;
  for (let i = from; i < to; i++) {
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
    pair[0] = best;
    pair[1] = left;
    value[i] = flip * pair[isLeft]!;
    const sinceBest = place - 1 - bestPlace;
    const sinceLeft = place - 1 + round - (cells[round + place]! | 0);
    ago = sinceBest + (sinceLeft - sinceBest) * isLeft;
    age[i] = ago;
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
