/** The part of a run that a chart shows, and how many bars it can show. */
export type SampleWindow = { readonly from: number; readonly to: number; readonly points: number };

/** Bars with which a whole run is shown: what a page asks for first, and what is kept ready of long runs. */
export const OVERVIEW_POINTS = 6_000;

/** Bars that are kept of each stretch: the lowest and the highest equity, the largest exposure and the last. */
const KEPT = 4;

/**
 * Chooses the bars of a window that stand for it in a picture: all of them where they are few, else four of each stretch, among them
 * its highs and lows, so that no drawdown disappears. For pictures, not for results.
 */
export function sampleBars(
  { equity, exposure }: { readonly equity: Float64Array; readonly exposure: Float64Array },
  { from, to, points }: SampleWindow,
): Uint32Array {
  const count = Math.max(0, to - from);
  if (count <= points) return Uint32Array.from({ length: count }, (_, index) => from + index);
  const stretches = Math.max(1, Math.floor(points / KEPT));
  const chosen: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const first = from + Math.floor((stretch * count) / stretches);
    const end = from + Math.floor(((stretch + 1) * count) / stretches);
    let low = first;
    let high = first;
    let most = first;
    for (let bar = first + 1; bar < end; bar++) {
      const money = equity[bar] as number;
      if (money < (equity[low] as number)) low = bar;
      if (money > (equity[high] as number)) high = bar;
      if (Math.abs(exposure[bar] as number) > Math.abs(exposure[most] as number)) most = bar;
    }
    const kept = [first, low, high, most, end - 1].sort((one, other) => one - other);
    for (const bar of kept) if (bar !== chosen[chosen.length - 1]) chosen.push(bar);
  }
  return Uint32Array.from(chosen);
}
