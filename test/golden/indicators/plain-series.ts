/** Whole series, computed the slow and obvious way: the truth that kinds beyond TA-Lib are held to. Unknown is NaN. */
export type Series = readonly number[];

const last = (x: Series, i: number, n: number): Series => (i + 1 < n ? [] : x.slice(i + 1 - n, i + 1));

/** Applies a function to each full window of known values. */
export function windows(x: Series, n: number, f: (values: Series) => number): Series {
  return x.map((_, i) => {
    const values = last(x, i, n);
    return values.length < n || values.some(Number.isNaN) ? Number.NaN : f(values);
  });
}

export const sum = (values: Series): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: Series): number => sum(values) / values.length;
export const deviation = (values: Series): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

export const sma = (x: Series, n: number): Series => windows(x, n, mean);
export const total = (x: Series, n: number): Series => windows(x, n, sum);
export const highest = (x: Series, n: number): Series => windows(x, n, (values) => Math.max(...values));
export const lowest = (x: Series, n: number): Series => windows(x, n, (values) => Math.min(...values));
export const wma = (x: Series, n: number): Series =>
  windows(x, n, (values) => sum(values.map((value, k) => value * (k + 1))) / ((n * (n + 1)) / 2));

/** Seeded by the mean of the first n known values, then `part` of the way to each new one. */
function smooth(x: Series, n: number, part: number): Series {
  const known = x.filter((value) => !Number.isNaN(value));
  const gap = x.length - known.length;
  const result: number[] = [];
  known.forEach((value, i) => {
    if (i < n - 1) result.push(Number.NaN);
    else if (i === n - 1) result.push(mean(known.slice(0, n)));
    else result.push(result[i - 1]! * (1 - part) + value * part);
  });
  return [...Array.from({ length: gap }, () => Number.NaN), ...result];
}
export const ema = (x: Series, n: number): Series => smooth(x, n, 2 / (n + 1));
export const wilder = (x: Series, n: number): Series => smooth(x, n, 1 / n);

export const ago = (x: Series, n: number): Series => x.map((_, i) => x[i - n] ?? Number.NaN);
export const zip = (f: (...values: number[]) => number, ...series: readonly Series[]): Series =>
  series[0]!.map((_, i) => f(...series.map((one) => one[i]!)));
export const trueRange = (high: Series, low: Series, close: Series): Series =>
  zip((h, l, before) => Math.max(h - l, Math.abs(h - before), Math.abs(l - before)), high, low, ago(close, 1));
export const atr = (high: Series, low: Series, close: Series, n: number): Series =>
  wilder(trueRange(high, low, close), n);
