import { BAR_FIELDS, type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";

const headerBytes = 8;

/** Returns the columns of the binary form: uint32 count (little endian), four spare bytes, six Float64 columns. */
export function decodeBars(buffer: ArrayBuffer): BarColumns {
  if (buffer.byteLength < headerBytes) throw new Error("The bars ended before their header.");
  const count = new DataView(buffer).getUint32(0, true);
  const wanted = headerBytes + count * 8 * BAR_FIELDS.length;
  if (buffer.byteLength !== wanted) {
    throw new Error(`The bars should have ${wanted} bytes, and have ${buffer.byteLength}.`);
  }
  const bars = emptyBars(count);
  BAR_FIELDS.forEach((field, index) => {
    bars[field].set(new Float64Array(buffer, headerBytes + index * count * 8, count));
  });
  return bars;
}

/** Fetches the bars of a dataset; with `most`, no more than about so many, each of several neighbours. */
export async function fetchBars(datasetId: string, most?: number): Promise<BarColumns> {
  const query = most === undefined ? "" : `?most=${most}`;
  const response = await fetch(`/api/datasets/${encodeURIComponent(datasetId)}/bars${query}`);
  if (!response.ok) throw new Error("The bars could not be fetched. Try again.");
  return decodeBars(await response.arrayBuffer());
}
