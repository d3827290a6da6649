import { type BarColumns, emptyBars } from "../market/bars.ts";

/** Returns bars on another axis of time, for a chart: where the instrument has none, its last close stands as a flat bar without volume. */
export function alignedBars(bars: BarColumns, time: Float64Array): BarColumns {
  if (bars.time.length === time.length && bars.time.every((own, i) => own === time[i])) return bars;
  const aligned = emptyBars(time.length);
  aligned.time.set(time);
  let last = bars.open[0] ?? Number.NaN;
  let next = 0;
  for (let i = 0; i < time.length; i++) {
    while (next < bars.time.length && bars.time[next]! < time[i]!) last = bars.close[next++]!;
    const isThere = bars.time[next] === time[i];
    for (const field of ["open", "high", "low", "close"] as const)
      aligned[field][i] = isThere ? bars[field][next]! : last;
    aligned.volume[i] = isThere ? bars.volume[next]! : 0;
    if (isThere) last = bars.close[next++]!;
  }
  return aligned;
}
