import { quantileOf } from "./quantile.ts";

/** One bin of the histogram of session returns: from <= return < to (the last bin includes its end). */
export type DistributionBin = { readonly from: number; readonly to: number; readonly count: number };

const MAXIMUM_BINS = 60;

/**
 * Returns a histogram of ascending returns. Bins have a round width near Freedman and Diaconis' rule (twice the
 * interquartile range over the cube root of the count) and zero is always a border.
 */
export function distributionOf(sorted: Float64Array): DistributionBin[] {
  const count = sorted.length;
  if (count < 2) return [];
  const low = sorted[0] as number;
  const high = sorted[count - 1] as number;
  if (!(high > low)) return [{ from: low, to: high, count }];
  const middle = quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25);
  const width = roundStep(Math.max((2 * middle) / cubeRoot(count), (high - low) / (MAXIMUM_BINS - 2)));
  const first = Math.floor(low / width);
  const last = Math.max(first, Math.ceil(high / width) - 1);
  const bins: DistributionBin[] = [];
  let next = 0;
  for (let k = first; k <= last; k++) {
    const start = next;
    const to = (k + 1) * width;
    while (next < count && ((sorted[next] as number) < to || k === last)) next++;
    bins.push({ from: k * width, to, count: next - start });
  }
  return bins;
}

/** The smallest of 1, 2, 5 times a power of ten that is at least the wanted width. */
function roundStep(wanted: number): number {
  let step = 1e-9;
  while (step * 10 < wanted) step *= 10;
  for (const factor of [1, 2, 5]) if (step * factor >= wanted) return step * factor;
  return step * 10;
}

/** Enough of a cube root for a bin width. */
function cubeRoot(count: number): number {
  let root = 1;
  while (root * root * root < count) root++;
  return root;
}
