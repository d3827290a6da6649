import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import { isoUtc } from "../core/time.ts";
import type { BarColumns } from "./bars.ts";

const SHOWN = 5;
/** Bars that are looked at in one go; most are sound, and nothing more is asked of them. */
const STRETCH = 4_096;

/** Tells whether the bars `from` up to `to` have none of those defects: one combined test costs a few nanoseconds per bar. */
export function areSound(bars: BarColumns, from: number, to: number): boolean {
  const { time, open, high, low, close, volume } = bars;
  let before = from > 0 ? time[from - 1]! : Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const o = open[i]!;
    const h = high[i]!;
    const l = low[i]!;
    const c = close[i]!;
    const now = time[i]!;
    const isRising = now > before || i === 0;
    const isRange = l > 0 && l <= o && o <= h && l <= c && c <= h && h < Number.POSITIVE_INFINITY;
    if (!(isRising && isRange && volume[i]! >= 0)) return false;
    before = now;
  }
  return true;
}

/** Returns one diagnostic per kind of defect that would make results wrong: order, duplicates, not-a-number, signs, high below low. */
export function checkBars(bars: BarColumns, symbol: string): Diagnostic[] {
  const { time, open, high, low, close, volume } = bars;
  const found = new Map<string, number[]>();
  const note = (code: string, index: number): void => {
    const list = found.get(code);
    if (list) list.push(index);
    else found.set(code, [index]);
  };
  for (let from = 0; from < time.length; from += STRETCH) {
    const to = Math.min(from + STRETCH, time.length);
    if (areSound(bars, from, to)) continue;
    for (let i = from; i < to; i++) {
      const o = open[i]!;
      const h = high[i]!;
      const l = low[i]!;
      const c = close[i]!;
      if (i > 0 && !(time[i]! > time[i - 1]!)) note(time[i] === time[i - 1] ? "bars.duplicate" : "bars.order", i);
      if (!(Number.isFinite(o) && Number.isFinite(h) && Number.isFinite(l) && Number.isFinite(c)))
        note("bars.not-finite", i);
      else if (l <= 0) note("bars.not-positive", i);
      else if (l > h) note("bars.high-below-low", i);
      else if (o > h || o < l || c > h || c < l) note("bars.outside-range", i);
      if (!(volume[i]! >= 0)) note("bars.volume", i);
    }
  }
  return [...found].map(([code, at]) => describe(code, at, bars, symbol));
}

const MEANING: Record<string, string> = {
  "bars.duplicate": "two bars have the same time",
  "bars.order": "bars are not in rising order of time",
  "bars.not-finite": "a price is missing or not a number",
  "bars.not-positive": "a price is zero or negative",
  "bars.high-below-low": "the high is below the low",
  "bars.outside-range": "open or close lies outside low to high",
  "bars.volume": "the volume is negative or not a number",
};

function describe(code: string, at: readonly number[], bars: BarColumns, symbol: string): Diagnostic {
  const places = at.slice(0, SHOWN).map((i) => `bar ${i} (${isoUtc(bars.time[i]!)})`);
  const more = at.length > SHOWN ? ` and ${at.length - SHOWN} more` : "";
  const message = `${symbol}: ${MEANING[code] ?? code} at ${places.join(", ")}${more}. Mend or remove these bars and try again.`;
  return errorDiagnostic(code, message, { received: `${at.length} bars` });
}
