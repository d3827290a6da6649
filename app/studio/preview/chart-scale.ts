/** The bars that a chart shows: from `from` up to but not including `to`. */
export type BarRange = { readonly from: number; readonly to: number };

export type Extent = { readonly low: number; readonly high: number };

const fewestBars = 12;

export function extentOf(values: Float64Array, { from, to }: BarRange): Extent | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = from; index < to; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return null;
  if (low === high) return { low: low - 1, high: high + 1 };
  return { low, high };
}

/** Returns the bar under a horizontal position, 0 at the left edge and 1 at the right. */
export function barAt(share: number, { from, to }: BarRange): number {
  return Math.min(to - 1, Math.max(from, from + Math.floor(share * (to - from))));
}

/** Zooms about a bar; `factor` below 1 shows fewer bars. */
export function zoomRange(range: BarRange, share: number, factor: number, count: number): BarRange {
  const span = Math.min(count, Math.max(Math.min(fewestBars, count), Math.round((range.to - range.from) * factor)));
  const anchor = range.from + share * (range.to - range.from);
  return clampRange(Math.round(anchor - share * span), span, count);
}

export function panRange(range: BarRange, bars: number, count: number): BarRange {
  return clampRange(range.from + bars, range.to - range.from, count);
}

/** Returns the range moved just so far that a bar is inside. */
export function revealBar(range: BarRange, bar: number, count: number): BarRange {
  if (bar >= range.from && bar < range.to) return range;
  const span = range.to - range.from;
  return clampRange(Math.round(bar - span / 2), span, count);
}

function clampRange(from: number, span: number, count: number): BarRange {
  const start = Math.min(Math.max(0, from), Math.max(0, count - span));
  return { from: start, to: Math.min(count, start + span) };
}

/**
 * Calls `line` with a polyline that looks like the values at `width` pixels: where several bars share a pixel column,
 * its first, lowest, highest and last value in order.
 */
export function traceLine(
  values: Float64Array,
  range: BarRange,
  width: number,
  line: (x: number, value: number) => void,
): void {
  const span = range.to - range.from;
  const columns = Math.max(1, Math.floor(width));
  if (!isDense(range, width)) {
    for (let index = range.from; index < range.to; index += 1) {
      const value = values[index] ?? Number.NaN;
      if (!Number.isNaN(value)) line(((index - range.from + 0.5) / span) * width, value);
    }
    return;
  }
  for (let column = 0; column < columns; column += 1) {
    const start = range.from + Math.floor((column * span) / columns);
    const end = range.from + Math.floor(((column + 1) * span) / columns);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let index = start; index < end; index += 1) {
      const value = values[index] ?? Number.NaN;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low > high) continue;
    const x = column + 0.5;
    line(x, values[start] ?? low);
    line(x, low);
    line(x, high);
    line(x, values[end - 1] ?? high);
  }
}

/**
 * Calls `column` for every pixel column of a long history with the lowest and highest value in it, widened to where the
 * column before ended, so that the columns join into a line. Filling them costs a tenth of stroking a path through them.
 */
export function traceColumns(
  values: Float64Array,
  range: BarRange,
  width: number,
  column: (x: number, low: number, high: number) => void,
): void {
  const span = range.to - range.from;
  const columns = Math.max(1, Math.floor(width));
  let last = Number.NaN;
  for (let x = 0; x < columns; x += 1) {
    const end = range.from + Math.floor(((x + 1) * span) / columns);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let index = range.from + Math.floor((x * span) / columns); index < end; index += 1) {
      const value = values[index] ?? Number.NaN;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const joint = Number.isNaN(last) ? low : last;
    if (low <= high) column(x, Math.min(joint, low), Math.max(joint, high));
    last = values[end - 1] ?? Number.NaN;
  }
}

/** Whether so many bars share a pixel column that a line through all of them is a row of columns. */
export function isDense({ from, to }: BarRange, width: number): boolean {
  return to - from > Math.max(1, Math.floor(width)) * 2;
}
