import { DAY } from "@/graph-runtime/core/time.ts";
import { type FileLayout, TimeFormat } from "./import-settings.ts";
import { parseTime } from "./parse-time.ts";

/** What a file looks like: rows for a preview, and a first guess at everything the user may correct. */
export type Detection = {
  readonly layout: FileLayout;
  /** Names of the columns; numbers where the file has no header. */
  readonly columns: readonly string[];
  readonly preview: readonly (readonly string[])[];
  /** What could not be found and has to be chosen. */
  readonly unsure: readonly string[];
  /** Distances between the times of the first rows, in milliseconds; the commonest one. */
  readonly spacing: number | null;
  readonly priceScale: number;
};

const DELIMITERS = [",", ";", "\t", "|"] as const;
const previewRows = 20;
const NAMES: Readonly<Record<"time" | "clock" | "open" | "high" | "low" | "close" | "volume", readonly string[]>> = {
  time: [
    "time",
    "date",
    "timestamp",
    "datetime",
    "opentime",
    "open_time",
    "open time",
    "date time",
    "<date>",
    "tradedate",
    "traddt",
  ],
  clock: ["time", "clock", "<time>", "hour"],
  open: ["open", "o", "<open>", "openprice", "open_price", "opnpric", "1. open"],
  high: ["high", "h", "<high>", "highprice", "hi_price", "hghpric", "2. high"],
  low: ["low", "l", "<low>", "lowprice", "lo_price", "lwpric", "3. low"],
  close: ["close", "c", "<close>", "closeprice", "close_price", "clspric", "last", "4. close"],
  volume: ["volume", "vol", "v", "<vol>", "<volume>", "trd_qty", "quantity", "ttltradgvol", "5. volume"],
};

/** Looks at the first lines of a CSV file. */
export function detectCsv(lines: readonly string[]): Detection {
  const delimiter = bestDelimiter(lines);
  const rows = lines.map((line) => splitCells(line, delimiter));
  const isBlank = (row: readonly string[] | undefined): boolean =>
    row === undefined || row.every((cell) => cell === "");
  const first = rows.findIndex((row, i) => isDataRow(row) && (isBlank(rows[i + 1]) || isDataRow(rows[i + 1]!)));
  const skipLines = Math.max(0, first);
  const header = skipLines > 0 ? rows[skipLines - 1]! : null;
  const data = first < 0 ? [] : rows.slice(skipLines).filter((row) => !isBlank(row));
  return detectColumns({ kind: "csv", delimiter, skipLines, header, data });
}

type Sample = {
  readonly kind: FileLayout["kind"];
  readonly delimiter: FileLayout["delimiter"];
  readonly skipLines: number;
  readonly header: readonly string[] | null;
  readonly data: readonly (readonly string[])[];
};

/** Finds out which column is what, from names where there are any and from the values where there are none. */
export function detectColumns({ kind, delimiter, skipLines, header, data }: Sample): Detection {
  const width = Math.max(header?.length ?? 0, ...data.slice(0, 100).map((row) => row.length), 1);
  const names = Array.from({ length: width }, (_, i) => header?.[i]?.trim() || `column ${i + 1}`);
  const unsure: string[] = [];
  const named = (what: keyof typeof NAMES, taken: readonly number[] = []): number =>
    NAMES[what]
      .map((name) => names.findIndex((candidate, i) => candidate.toLowerCase() === name && !taken.includes(i)))
      .find((i) => i >= 0) ?? -1;
  const dateLike = names.findIndex((_, i) => formatOf(data.map((row) => row[i] ?? "")) !== null);
  let time = named("time");
  // a column "Time" beside a column "Date" is the clock
  const dateNamed = names.findIndex((name) => ["date", "<date>"].includes(name.toLowerCase()));
  if (dateNamed >= 0) time = dateNamed;
  if (time < 0) time = dateLike;
  if (time < 0) unsure.push("time");
  const timeAt = Math.max(0, time);
  const clockNamed = named("clock", [timeAt]);
  const clock =
    clockNamed >= 0 &&
    clockNamed !== timeAt &&
    data.slice(0, 20).every((row) => /^\d{1,2}:\d{2}/.test(row[clockNamed] ?? ""))
      ? clockNamed
      : null;
  const prices = (["open", "high", "low", "close"] as const).map((what) => named(what));
  if (header === null || prices.every((i) => i < 0)) {
    const numeric = names.flatMap((_, i) => (i !== timeAt && i !== clock && isNumeric(data, i) ? [i] : []));
    for (let k = 0; k < 4; k++) prices[k] = numeric[k] ?? -1;
    if (numeric.length < 4) unsure.push("prices");
  } else for (const [k, i] of prices.entries()) if (i < 0) unsure.push(["open", "high", "low", "close"][k]!);
  const [open = -1, high = -1, low = -1, close = -1] = prices;
  const volumeNamed = named("volume");
  const volume =
    volumeNamed >= 0 ? volumeNamed : header === null && close >= 0 && isNumeric(data, close + 1) ? close + 1 : null;
  const samples = data.map((row) => row[timeAt] ?? "");
  const timeFormat = formatOf(samples);
  if (timeFormat === null && !unsure.includes("time")) unsure.push("time format");
  const layout: FileLayout = {
    kind,
    delimiter,
    skipLines,
    time: timeAt,
    clock,
    open: Math.max(0, open),
    high: Math.max(0, high),
    low: Math.max(0, low),
    close: Math.max(0, close),
    volume,
    timeFormat: timeFormat ?? "iso",
  };
  return {
    layout,
    columns: names,
    preview: data.slice(0, previewRows),
    unsure,
    spacing: timeFormat === null ? null : commonSpacing(data, layout),
    priceScale: header === null && looksScaled(data, layout) ? 0.0001 : 1,
  };
}

/** Splits a line at its delimiter; cells in quotes may hold it. */
export function splitCells(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const rest = line.slice(at);
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(rest);
    if (quoted) {
      cells.push(quoted[1]!.replaceAll('""', '"'));
      at += quoted[0].length + 1;
      continue;
    }
    const end = rest.indexOf(delimiter);
    cells.push((end < 0 ? rest : rest.slice(0, end)).trim());
    at += end < 0 ? rest.length + 1 : end + 1;
  }
  return cells;
}

function bestDelimiter(lines: readonly string[]): FileLayout["delimiter"] {
  const sample = lines.slice(0, 50).filter((line) => line.trim() !== "");
  const score = (delimiter: string): number => {
    const counts = sample.map((line) => line.split(delimiter).length).sort((a, b) => a - b);
    return counts[counts.length >> 1] ?? 0;
  };
  return DELIMITERS.toSorted((a, b) => score(b) - score(a))[0]!;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A row of data has at least four numbers; a header has none, and notes above it have few cells. */
function isDataRow(row: readonly string[]): boolean {
  return row.filter((cell) => NUMBER.test(cell)).length >= 4;
}

function isNumeric(data: readonly (readonly string[])[], column: number): boolean {
  const cells = data.slice(0, 50).map((row) => row[column] ?? "");
  return cells.length > 0 && cells.filter((cell) => NUMBER.test(cell)).length >= cells.length * 0.8;
}

/** Returns the way in which most of the texts are times, or null. */
function formatOf(texts: readonly string[]): TimeFormat | null {
  const sample = texts.slice(0, 200).filter((text) => text !== "");
  if (sample.length === 0) return null;
  const fits = (format: TimeFormat): boolean =>
    sample.filter((text) => isSensible(parseTime(text, null, format).time)).length >= sample.length * 0.8;
  // only a day above twelve tells the two slashed forms apart
  return TimeFormat.options.filter(fits).toSorted((a, b) => failures(sample, a) - failures(sample, b))[0] ?? null;
}

function failures(sample: readonly string[], format: TimeFormat): number {
  return sample.filter((text) => !isSensible(parseTime(text, null, format).time)).length;
}

/** Between 1900 and 2100; whole numbers of another unit fall far outside. */
function isSensible(time: number): boolean {
  return time > -2_208_988_800_000 && time < 4_102_444_800_000 && (time > 31_536_000_000 || time % DAY === 0);
}

function commonSpacing(data: readonly (readonly string[])[], layout: FileLayout): number | null {
  const times = data
    .map(
      (row) =>
        parseTime(row[layout.time] ?? "", layout.clock === null ? null : (row[layout.clock] ?? ""), layout.timeFormat)
          .time,
    )
    .filter((time) => !Number.isNaN(time));
  const counts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    const gap = Math.abs(times[i]! - times[i - 1]!);
    if (gap > 0) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}

/** Whole numbers in the thousands without a header: prices in ten thousandths, as QuantConnect's files have them. */
function looksScaled(data: readonly (readonly string[])[], { open, close, timeFormat }: FileLayout): boolean {
  if (timeFormat !== "compact") return false;
  const cells = data.slice(0, 50).flatMap((row) => [row[open] ?? "", row[close] ?? ""]);
  return cells.length > 0 && cells.every((cell) => /^\d{3,}$/.test(cell));
}
