/** A grid of results: how many values each axis has, the place of each point on the axes, and what each point came to. */
export type ResultGrid = {
  readonly lengths: readonly number[];
  /** One row for each point. */
  readonly cells: Uint16Array;
  /** NaN where a point has no value. */
  readonly values: Float64Array;
};

/**
 * Returns for each point the mean of its own value and those of its neighbours, one step away on any axis, diagonals included. A peak
 * that stands alone scores low: a small change of a parameter would lose it. NaN where the point itself has no value.
 */
export function plateauScores({ lengths, cells, values }: ResultGrid): Float64Array {
  const axes = lengths.length;
  const places = new Map<number, number>();
  const numberOf = (cell: ArrayLike<number>): number => {
    let number = 0;
    for (let axis = 0; axis < axes; axis++) number = number * (lengths[axis] as number) + (cell[axis] as number);
    return number;
  };
  const rowOf = (point: number): Uint16Array => cells.subarray(point * axes, (point + 1) * axes);
  for (let point = 0; point < values.length; point++) places.set(numberOf(rowOf(point)), point);
  const scores = new Float64Array(values.length).fill(Number.NaN);
  const steps = neighbourSteps(axes);
  const near = new Uint16Array(axes);
  for (let point = 0; point < values.length; point++) {
    const own = values[point] as number;
    if (Number.isNaN(own)) continue;
    const row = rowOf(point);
    let sum = 0;
    let count = 0;
    for (const step of steps) {
      let isInside = true;
      for (let axis = 0; axis < axes; axis++) {
        const place = (row[axis] as number) + (step[axis] as number);
        if (place < 0 || place >= (lengths[axis] as number)) isInside = false;
        near[axis] = Math.max(0, place);
      }
      const value = isInside ? values[places.get(numberOf(near)) ?? -1] : undefined;
      if (value === undefined || Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    scores[point] = sum / count;
  }
  return scores;
}

/** -1, 0 and 1 on each axis; of more than four axes only one moves at a time, for there are 3^n. */
function neighbourSteps(axes: number): number[][] {
  if (axes > 4) {
    const still = Array.from({ length: axes }, () => 0);
    return [still, ...still.flatMap((_, axis) => [-1, 1].map((by) => still.with(axis, by)))];
  }
  let steps: number[][] = [[]];
  for (let axis = 0; axis < axes; axis++) steps = steps.flatMap((step) => [-1, 0, 1].map((by) => [...step, by]));
  return steps;
}
