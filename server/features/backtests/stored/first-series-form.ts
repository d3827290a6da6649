import type { ResultSeries } from "./series-artifact.ts";

const headerBytes = 8;

/** Tells whether columns are in the form of the first versions: where a bundle has four spare bytes, these have how many they are. */
export function isFirstForm(body: Uint8Array): boolean {
  return body.subarray(4, headerBytes).some((byte) => byte !== 0);
}

/**
 * Reads columns of equal length as the first versions kept them: their length and their count as unsigned 32-bit integers, then 64-bit
 * floats. Nothing writes them any more; results of then are there still.
 */
export function decodeFirstForm(body: Uint8Array): ResultSeries {
  // A buffer from the database may start anywhere; floats must start at a multiple of eight.
  const bytes = new Uint8Array(body);
  const [length = 0, count = 0] = new Uint32Array(bytes.buffer, 0, 2);
  const columns = Array.from({ length: count }, (_, index) => {
    return new Float64Array(bytes.buffer, headerBytes + index * length * 8, length);
  });
  const [time, equity, exposure, drawdown, benchmark] = columns;
  if (time === undefined || equity === undefined || exposure === undefined || drawdown === undefined)
    throw new Error(`The columns of this result should be four or five, and are ${count}: they are damaged.`);
  return { time, equity, exposure, drawdown, benchmark: benchmark ?? null };
}
