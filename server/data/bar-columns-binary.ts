import type { BarColumns } from "@/graph-runtime/market/bars.ts";

const headerBytes = 8;
const columnNames = ["time", "open", "high", "low", "close", "volume"] as const;

/**
 * Returns the binary form of bars: the count as an unsigned 32-bit integer (little endian), four bytes of padding, then the columns
 * time, open, high, low, close and volume as 64-bit floats. The padding lets a reader lay Float64Arrays over the buffer.
 */
export function encodeBarColumns(bars: BarColumns): Uint8Array<ArrayBuffer> {
  const count = bars.time.length;
  const buffer = new ArrayBuffer(headerBytes + columnNames.length * count * 8);
  const view = new DataView(buffer);
  view.setUint32(0, count, true);
  for (const [column, name] of columnNames.entries()) {
    const base = headerBytes + column * count * 8;
    for (let index = 0; index < count; index += 1)
      view.setFloat64(base + index * 8, bars[name][index] ?? Number.NaN, true);
  }
  return new Uint8Array(buffer);
}
