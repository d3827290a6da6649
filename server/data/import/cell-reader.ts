import { DAY, daysFromCivil, HOUR, MINUTE } from "@/graph-runtime/core/time.ts";

const ZERO = 48;
const NINE = 57;
const POWERS = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const MOST_EXACT = 9_007_199_254_740_992;

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

/**
 * Reads a decimal number from bytes; NaN where there is none. Up to 2^53 the digits and the power of ten are exact, so that one
 * division gives the nearest double; anything longer goes the slow way.
 */
export function readDecimal(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  let isNegative = false;
  if (bytes[at] === 45 || bytes[at] === 43) isNegative = bytes[at++] === 45;
  let digits = 0;
  let decimals = 0;
  let seen = 0;
  let isFraction = false;
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (isDigit(byte)) {
      digits = digits * 10 + (byte - ZERO);
      seen++;
      if (isFraction) decimals++;
    } else if (byte === 46 && !isFraction) isFraction = true;
    else return slowly(bytes, from, to);
  }
  if (seen === 0) return Number.NaN;
  if (digits > MOST_EXACT || decimals > 22) return slowly(bytes, from, to);
  const value = decimals === 0 ? digits : digits / POWERS[decimals]!;
  return isNegative ? -value : value;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function slowly(bytes: Uint8Array, from: number, to: number): number {
  const text = textOf(bytes, from, to);
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

/** Reads `width` digits as a number, NaN where they are none. */
function digitsAt(bytes: Uint8Array, from: number, width: number): number {
  let value = 0;
  for (let i = from; i < from + width; i++) {
    if (!isDigit(bytes[i]!)) return Number.NaN;
    value = value * 10 + (bytes[i]! - ZERO);
  }
  return value;
}

/** Reads dates with the year first and clocks without offset, the bulk of all files; NaN for whatever is not exactly that. */
export class DateReader {
  #key = -1;
  #day = Number.NaN;

  /** `2024-01-31`, `2024/01/31` or `20240131`. */
  day(bytes: Uint8Array, from: number, to: number): number {
    const isCompact = to - from === 8;
    if (!isCompact && (to - from !== 10 || bytes[from + 4] !== bytes[from + 7] || isDigit(bytes[from + 4]!)))
      return Number.NaN;
    const year = digitsAt(bytes, from, 4);
    const month = digitsAt(bytes, from + (isCompact ? 4 : 5), 2);
    const date = digitsAt(bytes, from + (isCompact ? 6 : 8), 2);
    const key = year * 10_000 + month * 100 + date;
    if (key === this.#key) return this.#day;
    if (!(month >= 1 && month <= 12 && date >= 1)) return Number.NaN;
    const day = daysFromCivil(year, month, date);
    const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
    if (day >= next) return Number.NaN;
    this.#key = key;
    this.#day = day;
    return day;
  }

  /** `15:30`, `15:30:00` or `15:30:00.250`. */
  clock(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    if (length < 5 || bytes[from + 2] !== 58) return Number.NaN;
    const hour = digitsAt(bytes, from, 2);
    const minute = digitsAt(bytes, from + 3, 2);
    let second = 0;
    let fraction = 0;
    if (length > 5) {
      if (length < 8 || bytes[from + 5] !== 58) return Number.NaN;
      second = digitsAt(bytes, from + 6, 2);
      if (length > 8) {
        if (bytes[from + 8] !== 46) return Number.NaN;
        fraction = Math.floor(readDecimal(bytes, from + 8, to) * 1_000);
      }
    }
    if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
    return hour * HOUR + minute * MINUTE + second * 1_000 + fraction;
  }

  /** Date and clock in one cell, or in two: local time as if it were UTC. */
  time(bytes: Uint8Array, from: number, to: number): number {
    let split = from;
    while (split < to && bytes[split] !== 32 && bytes[split] !== 84) split++;
    const day = this.day(bytes, from, split);
    if (split === to) return day * DAY;
    while (bytes[split + 1] === 32) split++;
    return day * DAY + this.clock(bytes, split + 1, to);
  }
}
