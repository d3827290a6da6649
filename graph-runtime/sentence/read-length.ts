import type { WordReader } from "./word-reader.ts";

/** Bars in a unit of time on daily bars. */
const UNITS: readonly (readonly [bars: number, words: readonly string[]])[] = [
  [
    1,
    [
      "days",
      "day",
      "bars",
      "bar",
      "periods",
      "period",
      "candles",
      "candle",
      "sessions",
      "session",
      "trading days",
      "d",
    ],
  ],
  [5, ["weeks", "week"]],
  [21, ["months", "month"]],
  [252, ["years", "year"]],
];

/** Reads "10 days", "10-day", "two weeks"; null where no unit of time follows the number. */
export function readLength(reader: WordReader): number | null {
  return reader.attempt(() => {
    const count = reader.number();
    if (count === null || !Number.isInteger(count) || count < 0) return null;
    const bars = readUnit(reader);
    return bars === null ? null : count * bars;
  });
}

/** Reads a unit of time and returns its bars. */
export function readUnit(reader: WordReader): number | null {
  for (const [bars, words] of UNITS) {
    const word = reader.phrase(...[...words].sort((a, b) => b.length - a.length));
    if (word === null) continue;
    if (bars > 1) reader.note(`A ${word.replace(/s$/, "")} is read as ${bars} daily bars.`);
    return bars;
  }
  return null;
}

/** Reads a length with or without its unit: "(14)", "14", "of the last 20 days". */
export function readBareLength(reader: WordReader): number | null {
  return reader.attempt(() => {
    const opened = reader.phrase("(") !== null;
    reader.phrase(
      "over the last",
      "over the past",
      "of the last",
      "of the past",
      "over",
      "with length",
      "length",
      "last",
      "past",
    );
    const length = readLength(reader) ?? reader.number();
    if (length === null || !Number.isInteger(length) || length < 1) return null;
    if (opened && reader.phrase(")") === null) return null;
    // "above the average, 5 % stop": that number is no length
    const next = reader.words[reader.position]?.text ?? "";
    return ["%", "percent", "x", "times", "atr"].includes(next) ? null : length;
  });
}

/** Reads "(12, 26, 9)" or "12/26/9". */
export function readNumbers(reader: WordReader): number[] | null {
  return reader.attempt(() => {
    const opened = reader.phrase("(") !== null;
    const numbers: number[] = [];
    for (let value = reader.number(); value !== null; value = reader.number()) {
      numbers.push(value);
      if (reader.phrase(",", "/") === null) break;
    }
    if (numbers.length === 0 || (opened && reader.phrase(")") === null)) return null;
    return opened || numbers.length > 1 ? numbers : null;
  });
}
