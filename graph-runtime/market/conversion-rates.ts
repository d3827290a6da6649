/** What one unit of an instrument's currency is worth in the account's. Each rate holds from its time on, epoch milliseconds UTC, strictly rising. */
export type ConversionRates = {
  readonly time: Float64Array;
  readonly rate: Float64Array;
};

/** Returns the rate in force at an instant; the first one before it begins. */
export function rateAt({ time, rate }: ConversionRates, at: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return rate[Math.max(0, low - 1)]!;
}
