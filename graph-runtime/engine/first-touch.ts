export type Levels = { readonly from: number; readonly to: number; readonly above: number; readonly below: number };

/** Returns the first bar from `from` on whose range reaches up to one price or down to another, `to` where none does. Unknown bars reach nothing. */
export function firstTouch(high: Float64Array, low: Float64Array, { from, to, above, below }: Levels): number {
  for (let i = from; i < to; i++) if (high[i]! >= above || low[i]! <= below) return i;
  return to;
}

/** Slack of a level that went through decimal fractions: a bar that comes as near as that is left to the venue to judge. */
const NEAR = 1e-9;

export function nearBelow(level: number): number {
  return level - NEAR * Math.abs(level);
}

export function nearAbove(level: number): number {
  return level + NEAR * Math.abs(level);
}
