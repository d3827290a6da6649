import type { BarColumns } from "@/graph-runtime/market/bars.ts";

const headerBytes = 8;
const columnCount = 6;

/** Lays bar columns over the server's binary form without copying; throws where its length does not fit its count. */
export function readBarColumns(buffer: ArrayBuffer): BarColumns {
  if (buffer.byteLength < headerBytes) throw new Error("The price data is empty.");
  const count = new DataView(buffer).getUint32(0, true);
  const expected = headerBytes + columnCount * count * 8;
  if (buffer.byteLength !== expected) {
    throw new Error(
      `The price data is damaged: expected ${expected} bytes for ${count} bars, found ${buffer.byteLength}.`,
    );
  }
  const column = (index: number): Float64Array => new Float64Array(buffer, headerBytes + index * count * 8, count);
  return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}
