/** An exponential average in cells that hold, from `at` on, the values seen, up to `length`, and the mean. */
type Average = {
  readonly cells: Float64Array;
  readonly at: number;
  readonly length: number;
  readonly factor: number;
};

/** Two averages of a series, their difference, the average of that, and how far the one is from the other. */
export type ThreeAverages = {
  readonly source: Float64Array;
  readonly line: Float64Array;
  readonly signal: Float64Array;
  readonly histogram: Float64Array;
  readonly short: Average;
  readonly long: Average;
  readonly smooth: Average;
};

const isSeeded = ({ cells, at, length }: Average): boolean => cells[at] === length;

/** True once all three have had their first values, from when on each bar is the same few sums. */
export function areSeeded({ short, long, smooth }: ThreeAverages): boolean {
  return isSeeded(short) && isSeeded(long) && isSeeded(smooth);
}

/** Takes a stretch of known values. Each average waits for its own bar before, so that three in one loop take as long as one. */
export function averageThree(three: ThreeAverages, from: number, to: number): void {
  const { source, line, signal, histogram, short, long, smooth } = three;
  const { factor: quick } = short;
  const { factor: slow } = long;
  const { factor } = smooth;
  let near = short.cells[short.at + 1]!;
  let far = long.cells[long.at + 1]!;
  let mean = smooth.cells[smooth.at + 1]!;
  let i = from;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2) {
    const x = source[i]!;
    near = (x - near) * quick + near;
    far = (x - far) * slow + far;
    const between = near - far;
    mean = (between - mean) * factor + mean;
    line[i] = between;
    signal[i] = mean;
    histogram[i] = between - mean;
    const next = source[i + 1]!;
    near = (next - near) * quick + near;
    far = (next - far) * slow + far;
    const after = near - far;
    mean = (after - mean) * factor + mean;
    line[i + 1] = after;
    signal[i + 1] = mean;
    histogram[i + 1] = after - mean;
  }
  short.cells[short.at + 1] = near;
  long.cells[long.at + 1] = far;
  smooth.cells[smooth.at + 1] = mean;
  if (i < to) pushThree(three, i);
}

/** Takes one bar, known or not. */
export function pushThree(three: ThreeAverages, bar: number): void {
  const { source, line, signal, histogram, short, long, smooth } = three;
  const x = source[bar]!;
  if (Number.isNaN(x)) {
    line[bar] = Number.NaN;
    signal[bar] = Number.NaN;
    histogram[bar] = Number.NaN;
    return;
  }
  const nearBefore = short.cells[short.at + 1]!;
  const farBefore = long.cells[long.at + 1]!;
  const meanBefore = smooth.cells[smooth.at + 1]!;
  const near = (x - nearBefore) * short.factor + nearBefore;
  const far = (x - farBefore) * long.factor + farBefore;
  const between = near - far;
  const mean = (between - meanBefore) * smooth.factor + meanBefore;
  short.cells[short.at + 1] = near;
  long.cells[long.at + 1] = far;
  smooth.cells[smooth.at + 1] = mean;
  line[bar] = between;
  signal[bar] = mean;
  histogram[bar] = between - mean;
}
