import { rollingView } from "./rolling-window.ts";
import type { Rolling } from "./step.ts";

/** A straight line through the last values by least squares: value = intercept + slope x (0 for the oldest). */
export type Line = { slope: number; intercept: number };

/** Fits the line to `length` values; summed afresh on each bar, so that no rounding builds up. */
export function fitLine(length: number, read: (ago: number) => number, line: Line): void {
  const sumX = length * (length - 1) * 0.5;
  const sumXSquared = (length * (length - 1) * (2 * length - 1)) / 6;
  const divisor = sumX * sumX - length * sumXSquared;
  let sumXY = 0;
  let sumY = 0;
  for (let ago = length - 1; ago >= 0; ago--) {
    const y = read(ago);
    sumY += y;
    sumXY += ago * y;
  }
  line.slope = (length * sumXY - sumX * sumY) / divisor;
  line.intercept = (sumY - line.slope * sumX) / length;
}

/** A function of the line through the last `length` values. */
export function rollingLine(length: number, pick: (line: Line) => number): Rolling {
  return rollingView(length, (read) => {
    const line = { slope: 0, intercept: 0 };
    fitLine(length, read, line);
    return pick(line);
  });
}
