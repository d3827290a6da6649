import type { Stretch } from "./column-paths.ts";
import { firstAtOrAfter } from "./splice.ts";

type Shown = {
  /** Epoch milliseconds of the rows that the chart has. */
  readonly time: ArrayLike<number>;
  /** Bars between two rows of the shown stretch that the picture leaves out: rows and the bars that they stand for. */
  readonly barsWithin: (from: number, to: number) => number;
};

/** As many rows make a picture sharp. */
const enough = 900;

/**
 * Returns the stretch that should be fetched in closer detail for what is visible, with some room on either side; null where the rows
 * that are there are all bars, or enough of them.
 */
export function closerLook({ time, barsWithin }: Shown, visible: Stretch): Stretch | null {
  const from = firstAtOrAfter(time, visible.from);
  const to = Math.min(time.length, firstAtOrAfter(time, visible.to) + 1);
  const rows = to - from;
  const bars = barsWithin(from, to);
  if (rows >= enough || bars <= rows * 1.05) return null;
  const room = (visible.to - visible.from) / 4;
  return { from: visible.from - room, to: visible.to + room };
}
