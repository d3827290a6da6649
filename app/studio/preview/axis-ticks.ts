import type { Extent } from "./chart-scale.ts";

/** Round values of an axis, and the decimals that tell them apart. */
export type AxisTicks = { readonly values: readonly number[]; readonly decimals: number };

/** Returns about as many round values within an extent as are wanted, never more than twice as many. */
export function axisTicks({ low, high }: Extent, wanted: number): AxisTicks {
  const rough = (high - low) / wanted;
  const power = Math.floor(Math.log10(rough));
  const unit = rough / 10 ** power;
  const [size, magnitude] =
    unit < 1.5 ? [1, power] : unit < 3.5 ? [2, power] : unit < 7.5 ? [5, power] : [1, power + 1];
  const step = size * 10 ** magnitude;
  const decimals = Math.max(0, -magnitude);
  const values: number[] = [];
  for (let count = Math.ceil(low / step); count * step <= high; count += 1)
    values.push(Number((count * step).toFixed(decimals)));
  return { values, decimals };
}
