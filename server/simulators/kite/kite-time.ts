const indiaOffset = 5.5 * 3_600_000;

/** Returns the time as Kite writes it: India's clock without saying so. */
export function kiteTime(milliseconds: number): string {
  return new Date(milliseconds + indiaOffset).toISOString().slice(0, 19).replace("T", " ");
}

/** Reads such a time; NaN where it is none. */
export function readKiteClock(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`) - indiaOffset;
}

/** Returns when a token given out now dies: at the next six o'clock in the morning in India. */
export function tokenExpiry(now: number): number {
  const day = 86_400_000;
  const six = 6 * 3_600_000;
  const local = now + indiaOffset;
  const today = Math.floor(local / day) * day + six;
  return (local < today ? today : today + day) - indiaOffset;
}
