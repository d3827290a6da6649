import type { BarValues } from "../../engine/ports.ts";

/**
 * Returns the finer bars of a bar, held within its range; null where they are not the whole of it: open, high, low and close must agree
 * to a tick, else a part of the path is missing or comes from another market.
 */
export function finerParts(finer: readonly BarValues[], bar: BarValues, tickSize: number): readonly BarValues[] | null {
  const first = finer[0];
  const last = finer[finer.length - 1];
  if (first === undefined || last === undefined) return null;
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  for (const part of finer) {
    high = Math.max(high, part.high);
    low = Math.min(low, part.low);
  }
  const slack = tickSize * (1 + 1e-9);
  const agrees = (a: number, b: number): boolean => Math.abs(a - b) <= slack;
  const isWhole =
    agrees(first.open, bar.open) && agrees(last.close, bar.close) && agrees(high, bar.high) && agrees(low, bar.low);
  if (!isWhole) return null;
  const within = (price: number): number => Math.min(bar.high, Math.max(bar.low, price));
  return finer.map((part, i) => ({
    open: i === 0 ? bar.open : within(part.open),
    high: within(part.high),
    low: within(part.low),
    close: i === finer.length - 1 ? bar.close : within(part.close),
    volume: part.volume,
  }));
}
