const indiaOffset = 5.5 * 3_600_000;
const day = 86_400_000;
const sixInTheMorning = 6 * 3_600_000;

/** Reads Kite's naive time, which is India's; null where there is none. */
export function readKiteTime(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
  return Date.parse(`${text.replace(" ", "T")}Z`) - indiaOffset;
}

/** Writes a time as Kite reads it: India's clock without saying so. */
export function writeKiteTime(milliseconds: number): string {
  return new Date(milliseconds + indiaOffset).toISOString().slice(0, 19).replace("T", " ");
}

/** Returns when a session that begins now ends: at six in the morning in India. */
export function kiteSessionEnd(now: number): number {
  const local = now + indiaOffset;
  const today = Math.floor(local / day) * day + sixInTheMorning;
  return (local < today ? today : today + day) - indiaOffset;
}
