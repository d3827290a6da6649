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

function finishRound(cells: Float64Array, length: number): void {
  for (let place = length - 2; place >= 0; place--) {
    if (cells[place]! > cells[place + 1]!) continue;
    cells[place] = cells[place + 1]!;
    cells[length + place] = cells[length + place + 1]!;
  }
  cells[2 * length] = 0;
  cells[2 * length + 3] = 1;
}
