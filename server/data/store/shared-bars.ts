import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";

/** Returns empty columns in memory that threads share. */
export function sharedBars(length: number): BarColumns {
  const columns = BAR_FIELDS.map((field) => [field, new Float64Array(new SharedArrayBuffer(length * 8))] as const);
  return Object.fromEntries(columns) as BarColumns;
}

export function isShared(bars: BarColumns): boolean {
  return bars.time.buffer instanceof SharedArrayBuffer;
}
