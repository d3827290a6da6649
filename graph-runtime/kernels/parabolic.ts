/** Cells of a parabolic stop: bars seen, side, stop, extreme, pace, and the last bar's high and low. */
export const PARABOLIC_CELLS = 7;

export type ParabolicPace = { readonly start: number; readonly step: number; readonly most: number };
export type ParabolicRules = {
  readonly long: ParabolicPace;
  readonly short: ParabolicPace;
  /** Distance by which the stop jumps at a turn, as a share of it. */
  readonly offset: number;
};

/**
 * Adds a bar to Wilder's parabolic stop and returns the stop of this bar: positive below a long trend, and for a short one
 * negative, its size the stop (TA-Lib SAREXT). Unknown on the first bar.
 */
export function pushParabolic(cells: Float64Array, rules: ParabolicRules, high: number, low: number): number {
  const seen = cells[0]!;
  const lastHigh = cells[5]!;
  const lastLow = cells[6]!;
  cells[5] = high;
  cells[6] = low;
  if (seen === 0) {
    cells[0] = 1;
    return Number.NaN;
  }
  let before: readonly [number, number] = [lastHigh, lastLow];
  if (seen === 1) {
    const down = lastLow - low;
    const isShort = down > 0 && high - lastHigh < down;
    cells[1] = isShort ? -1 : 1;
    cells[2] = isShort ? lastHigh : lastLow;
    cells[3] = isShort ? low : high;
    cells[4] = isShort ? rules.short.start : rules.long.start;
    cells[0] = 2;
    // the stop of the first two bars is held back by the second alone
    before = [high, low];
  }
  const side = cells[1]!;
  const isLong = side > 0;
  const pace = isLong ? rules.long : rules.short;
  const stop = cells[2]!;
  const extreme = cells[3]!;
  // beyond which prices of a trend the next stop may not lie
  const inner = (level: number, trend: number): number =>
    trend > 0 ? Math.min(level, before[1], low) : Math.max(level, before[0], high);
  if (isLong ? low <= stop : high >= stop) {
    const turned = -side;
    const next = isLong ? rules.short : rules.long;
    const jumped = inner(extreme, turned);
    const shown = jumped - turned * jumped * rules.offset;
    cells[1] = turned;
    cells[3] = isLong ? low : high;
    cells[4] = next.start;
    cells[2] = inner(shown + next.start * (cells[3]! - shown), turned);
    return turned * shown;
  }
  if (isLong ? high > extreme : low < extreme) {
    cells[3] = isLong ? high : low;
    cells[4] = Math.min(cells[4]! + pace.step, pace.most);
  }
  cells[2] = inner(stop + cells[4]! * (cells[3]! - stop), side);
  return side * stop;
}
