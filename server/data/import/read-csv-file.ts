import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { DAY } from "@/graph-runtime/core/time.ts";
import { timeframeMilliseconds } from "@/graph-runtime/market/timeframe.ts";
import { DateReader, readDecimal, textOf } from "./cell-reader.ts";
import type { FileLayout, ImportSettings } from "./import-settings.ts";
import { parseTime } from "./parse-time.ts";
import { RowGate } from "./row-gate.ts";
import { zoneClock } from "./zone-clock.ts";

const chunkBytes = 4 << 20;
const mostLineBytes = 1 << 20;
const NEWLINE = 10;
const QUOTE = 34;
const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 13 || byte === 9;

/** Reports the share read; returns whether to go on. */
export type Watch = (share: number, rows: number) => "continue" | "cancel";

/** Reads a file of rows line by line; null when the watch asked for an end. The time of a whole day's bar is its date. */
export function readCsvFile(file: string, settings: ImportSettings, watch: Watch): RowGate | null {
  const gate = new RowGate();
  const takeLine = createLineTaker(settings, gate);
  const handle = openSync(file, "r");
  try {
    const total = Math.max(1, fstatSync(handle).size);
    const buffer = Buffer.allocUnsafe(chunkBytes + mostLineBytes);
    let held = 0;
    let line = 0;
    let done = 0;
    for (;;) {
      const read = readSync(handle, buffer, held, chunkBytes, null);
      done += read;
      const end = held + read;
      let start = 0;
      if (line === 0 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) start = 3;
      for (;;) {
        const newline = buffer.indexOf(NEWLINE, start);
        if (newline < 0 || newline >= end) break;
        line++;
        if (line > settings.layout.skipLines) takeLine(buffer, start, newline, line);
        start = newline + 1;
      }
      if (read === 0) {
        if (start < end && ++line > settings.layout.skipLines) takeLine(buffer, start, end, line);
        return gate;
      }
      held = end - start;
      if (held > mostLineBytes) {
        gate.refuse(line + 1, `the line is longer than ${mostLineBytes} bytes: this is no file of rows`);
        return gate;
      }
      buffer.copyWithin(0, start, end);
      if (watch(done / total, gate.good) === "cancel") return null;
    }
  } finally {
    closeSync(handle);
  }
}

/** Returns the instant of a time as written, by the rules of the settings. */
export function instantReader({ timeframe, zone }: ImportSettings): (written: number, hasOffset: boolean) => number {
  const isDated = timeframeMilliseconds(timeframe) >= DAY;
  const toInstant = zoneClock(zone);
  if (isDated) return (written, hasOffset) => (hasOffset ? written : Math.floor(written / DAY) * DAY);
  return (written, hasOffset) => (hasOffset || Number.isNaN(written) ? written : toInstant(written));
}

type LineTaker = (bytes: Uint8Array, from: number, to: number, line: number) => void;

function createLineTaker(settings: ImportSettings, gate: RowGate): LineTaker {
  const { layout, priceScale } = settings;
  const delimiter = layout.delimiter.charCodeAt(0);
  const wanted = columnsOf(layout);
  const needed = Math.max(...wanted) + 1;
  const starts = new Int32Array(needed);
  const ends = new Int32Array(needed);
  const readTime = createTimeReader(settings, starts, ends);
  const price = (bytes: Uint8Array, column: number): number => {
    const value = readDecimal(bytes, starts[column]!, ends[column]!);
    return priceScale === 1 ? value : scaled(value, priceScale);
  };
  return (bytes, from, to, line) => {
    let end = to;
    while (end > from && isBlank(bytes[end - 1])) end--;
    if (end === from) return;
    const cells = splitLine({ bytes, from, to: end, delimiter }, starts, ends);
    if (cells < needed) {
      gate.refuse(line, `expected at least ${needed} cells, found ${cells}`);
      return;
    }
    const volume = layout.volume === null ? 0 : readDecimal(bytes, starts[layout.volume]!, ends[layout.volume]!);
    gate.take(
      line,
      readTime(bytes),
      price(bytes, layout.open),
      price(bytes, layout.high),
      price(bytes, layout.low),
      price(bytes, layout.close),
      volume,
    );
  };
}

/** Multiplies a price; a scale that is one over a whole number divides by it, which rounds once and not twice. */
export function scaled(value: number, scale: number): number {
  const divisor = Math.round(1 / scale);
  return scale < 1 && Math.abs(divisor * scale - 1) < 1e-12 ? value / divisor : value * scale;
}

export function columnsOf({ time, clock, open, high, low, close, volume }: FileLayout): number[] {
  return [time, open, high, low, close, ...(clock === null ? [] : [clock]), ...(volume === null ? [] : [volume])];
}

type Line = { readonly bytes: Uint8Array; readonly from: number; readonly to: number; readonly delimiter: number };

/** Finds where the first cells begin and end, without blanks and quotes around them; returns how many there are at least. */
function splitLine({ bytes, from, to, delimiter }: Line, starts: Int32Array, ends: Int32Array): number {
  let cell = 0;
  let at = from;
  while (cell < starts.length) {
    while (at < to && isBlank(bytes[at]) && bytes[at] !== delimiter) at++;
    let start = at;
    let end: number;
    if (bytes[at] === QUOTE) {
      start = at + 1;
      at = start;
      while (at < to && bytes[at] !== QUOTE) at++;
      end = at;
      while (at < to && bytes[at] !== delimiter) at++;
    } else {
      while (at < to && bytes[at] !== delimiter) at++;
      end = at;
    }
    while (end > start && isBlank(bytes[end - 1])) end--;
    starts[cell] = start;
    ends[cell] = end;
    cell++;
    if (at >= to) break;
    at++;
  }
  return cell;
}

function createTimeReader(
  settings: ImportSettings,
  starts: Int32Array,
  ends: Int32Array,
): (bytes: Uint8Array) => number {
  const { time: column, clock, timeFormat } = settings.layout;
  const toInstant = instantReader(settings);
  const dates = new DateReader();
  const canBeQuick = timeFormat === "iso" || timeFormat === "compact";
  const epochScale = { seconds: 1_000, milliseconds: 1, microseconds: 0.001, nanoseconds: 0.000001 } as const;
  if (timeFormat in epochScale) {
    const scale = epochScale[timeFormat as keyof typeof epochScale];
    return (bytes) => toInstant(Math.round(readDecimal(bytes, starts[column]!, ends[column]!) * scale), true);
  }
  return (bytes) => {
    const from = starts[column]!;
    const to = ends[column]!;
    if (canBeQuick) {
      const quick =
        clock === null
          ? dates.time(bytes, from, to)
          : dates.day(bytes, from, to) * DAY + dates.clock(bytes, starts[clock]!, ends[clock]!);
      if (!Number.isNaN(quick)) return toInstant(quick, false);
    }
    const clockText = clock === null ? null : textOf(bytes, starts[clock]!, ends[clock]!);
    const written = parseTime(textOf(bytes, from, to), clockText, timeFormat);
    return toInstant(written.time, written.hasOffset);
  };
}
