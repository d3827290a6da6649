const NOTHING = 1e-14;

/** What the average directional index reads, writes and remembers. */
export type Directional = {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly mean: Float64Array;
  readonly plus: Float64Array;
  readonly minus: Float64Array;
  readonly dx: Float64Array;
  /** Bars seen and high, low and close of the last one, three sums, then changes counted, last DX and ADX. */
  readonly cells: Float64Array;
  readonly length: number;
  readonly part: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function follow(
  { high, low, close, mean, plus, minus, dx, cells, length, part }: Directional,
  from: number,
  to: number,
): void {
  let seen = cells[0]!;
  let lastHigh = cells[1]!;
  let lastLow = cells[2]!;
  let lastClose = cells[3]!;
  let rise = cells[4]!;
  let fall = cells[5]!;
  let range = cells[6]!;
  let count = cells[7]!;
  let index = cells[8]!;
  let average = cells[9]!;
  for (let i = from; i < to; i++) {
    const h = high[i]!;
    const l = low[i]!;
    const c = close[i]!;
    let risePart = Number.NaN;
    let fallPart = Number.NaN;
    let moved = Number.NaN;
    let trend = Number.NaN;
    if (!Number.isNaN(h + l + c)) {
      const up = h - lastHigh;
      const down = lastLow - l;
      let span = h - l;
      const above = Math.abs(h - lastClose);
      const beneath = Math.abs(l - lastClose);
      if (above > span) span = above;
      if (beneath > span) span = beneath;
      lastHigh = h;
      lastLow = l;
      lastClose = c;
      const before = seen;
      if (before >= length) {
        rise -= rise * part;
        fall -= fall * part;
        range -= range * part;
      } else seen++;
      if (before > 0) {
        // which side moved is as good as random: nothing branches on it
        fall += down * (+(down > 0) & +(up < down));
        rise += up * (+(up > 0) & +(up > down));
        range += span;
      }
      if (before >= length) {
        const scale = Math.abs(range) < NOTHING ? 0 : 100 / range;
        risePart = rise * scale;
        fallPart = fall * scale;
        const both = risePart + fallPart;
        // a bar without movement leaves the index as it was (TA-Lib)
        const isMoving = both >= NOTHING;
        if (isMoving) index = (100 * Math.abs(fallPart - risePart)) / both;
        if (count === length) {
          if (isMoving) average = (average * (length - 1) + index) * part;
        } else {
          count++;
          if (isMoving) average += index;
          if (count === length) average *= part;
        }
        moved = index;
        if (count === length) trend = average;
      }
    }
    mean[i] = trend;
    plus[i] = risePart;
    minus[i] = fallPart;
    dx[i] = moved;
  }
  cells[0] = seen;
  cells[1] = lastHigh;
  cells[2] = lastLow;
  cells[3] = lastClose;
  cells[4] = rise;
  cells[5] = fall;
  cells[6] = range;
  cells[7] = count;
  cells[8] = index;
  cells[9] = average;
}

/**
 * As follow, once all is begun, up to an unknown bar, which it returns. Two bars in turn, as a loop looks its columns up anew in every
 * round, and what a bar hands to the next stays at hand: through its cells it would wait for them.
 */
function goOn(columns: Directional, from: number, to: number): number {
  const { high, low, close, mean, plus, minus, dx, cells, length, part } = columns;
  let lastHigh = cells[1]!;
  let lastLow = cells[2]!;
  let lastClose = cells[3]!;
  let rise = cells[4]!;
  let fall = cells[5]!;
  let range = cells[6]!;
  let index = cells[8]!;
  let average = cells[9]!;
  let i = from;
  for (; i + 1 < to; i += 2) {
    const h0 = high[i]!;
    const l0 = low[i]!;
    const c0 = close[i]!;
    const h1 = high[i + 1]!;
    const l1 = low[i + 1]!;
    const c1 = close[i + 1]!;
    if (Number.isNaN(h0 + l0 + c0 + (h1 + l1 + c1))) break;
    const up0 = h0 - lastHigh;
    const down0 = lastLow - l0;
    let span0 = h0 - l0;
    const above0 = Math.abs(h0 - lastClose);
    const beneath0 = Math.abs(l0 - lastClose);
    if (above0 > span0) span0 = above0;
    if (beneath0 > span0) span0 = beneath0;
    rise = rise - rise * part + up0 * (+(up0 > 0) & +(up0 > down0));
    fall = fall - fall * part + down0 * (+(down0 > 0) & +(up0 < down0));
    range = range - range * part + span0;
    const scale0 = Math.abs(range) < NOTHING ? 0 : 100 / range;
    const rise0 = rise * scale0;
    const fall0 = fall * scale0;
    const both0 = rise0 + fall0;
    if (both0 >= NOTHING) {
      index = (100 * Math.abs(fall0 - rise0)) / both0;
      average = (average * (length - 1) + index) * part;
    }
    mean[i] = average;
    plus[i] = rise0;
    minus[i] = fall0;
    dx[i] = index;
    const up1 = h1 - h0;
    const down1 = l0 - l1;
    let span1 = h1 - l1;
    const above1 = Math.abs(h1 - c0);
    const beneath1 = Math.abs(l1 - c0);
    if (above1 > span1) span1 = above1;
    if (beneath1 > span1) span1 = beneath1;
    rise = rise - rise * part + up1 * (+(up1 > 0) & +(up1 > down1));
    fall = fall - fall * part + down1 * (+(down1 > 0) & +(up1 < down1));
    range = range - range * part + span1;
    const scale1 = Math.abs(range) < NOTHING ? 0 : 100 / range;
    const rise1 = rise * scale1;
    const fall1 = fall * scale1;
    const both1 = rise1 + fall1;
    if (both1 >= NOTHING) {
      index = (100 * Math.abs(fall1 - rise1)) / both1;
      average = (average * (length - 1) + index) * part;
    }
    mean[i + 1] = average;
    plus[i + 1] = rise1;
    minus[i + 1] = fall1;
    dx[i + 1] = index;
    lastHigh = h1;
    lastLow = l1;
    lastClose = c1;
  }
  cells[1] = lastHigh;
  cells[2] = lastLow;
  cells[3] = lastClose;
  cells[4] = rise;
  cells[5] = fall;
  cells[6] = range;
  cells[8] = index;
  cells[9] = average;
  return i;
}

/** Takes a stretch of bars. */
export function walkDirectional(columns: Directional, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    if (columns.cells[7] === columns.length) i = goOn(columns, i, to);
    if (i < to) follow(columns, i, i + 1);
  }
}

/** The same for one bar. */
export function pushDirectionalBar(columns: Directional, at: number): void {
  const { high, low, close, mean, plus, minus, dx, cells, length, part } = columns;
  const h = high[at]!;
  const l = low[at]!;
  const c = close[at]!;
  if (cells[7] !== length || Number.isNaN(h + l + c)) {
    follow(columns, at, at + 1);
    return;
  }
  const up = h - cells[1]!;
  const down = cells[2]! - l;
  let span = h - l;
  const above = Math.abs(h - cells[3]!);
  const beneath = Math.abs(l - cells[3]!);
  if (above > span) span = above;
  if (beneath > span) span = beneath;
  const rise = cells[4]! - cells[4]! * part + up * (+(up > 0) & +(up > down));
  const fall = cells[5]! - cells[5]! * part + down * (+(down > 0) & +(up < down));
  const range = cells[6]! - cells[6]! * part + span;
  cells[1] = h;
  cells[2] = l;
  cells[3] = c;
  cells[4] = rise;
  cells[5] = fall;
  cells[6] = range;
  const scale = Math.abs(range) < NOTHING ? 0 : 100 / range;
  const risePart = rise * scale;
  const fallPart = fall * scale;
  const both = risePart + fallPart;
  if (both >= NOTHING) {
    const index = (100 * Math.abs(fallPart - risePart)) / both;
    cells[8] = index;
    cells[9] = (cells[9]! * (length - 1) + index) * part;
  }
  mean[at] = cells[9]!;
  plus[at] = risePart;
  minus[at] = fallPart;
  dx[at] = cells[8]!;
}
