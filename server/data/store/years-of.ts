import { civilFromDays, DAY, daysFromCivil } from "@/graph-runtime/core/time.ts";

type YearSlice = { readonly year: number; readonly from: number; readonly to: number };

/** Returns the ranges of indices that lie in one year (UTC) each; the times rise. */
export function yearsOf(time: Float64Array): YearSlice[] {
  const slices: YearSlice[] = [];
  for (let from = 0; from < time.length; ) {
    const { year } = civilFromDays(Math.floor(time[from]! / DAY));
    const end = daysFromCivil(year + 1, 1, 1) * DAY;
    let to = from + 1;
    while (to < time.length && time[to]! < end) to++;
    slices.push({ year, from, to });
    from = to;
  }
  return slices;
}
