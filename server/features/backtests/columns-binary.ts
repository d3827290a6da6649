const headerBytes = 8;

/** Returns columns of equal length as one binary: their length and their count as unsigned 32-bit integers, then 64-bit floats. */
export function encodeColumns(columns: readonly Float64Array[]): Uint8Array<ArrayBuffer> {
  const length = columns[0]?.length ?? 0;
  const buffer = new ArrayBuffer(headerBytes + columns.length * length * 8);
  new Uint32Array(buffer, 0, 2).set([length, columns.length]);
  for (const [index, column] of columns.entries()) {
    new Float64Array(buffer, headerBytes + index * length * 8, length).set(column);
  }
  return new Uint8Array(buffer);
}

/** Returns the columns of a binary that encodeColumns made. */
export function decodeColumns(body: Uint8Array): Float64Array[] {
  // A buffer from the database may start anywhere; floats must start at a multiple of eight.
  const bytes = Uint8Array.from(body);
  const [length = 0, count = 0] = new Uint32Array(bytes.buffer, 0, 2);
  return Array.from({ length: count }, (_, index) => {
    return new Float64Array(bytes.buffer, headerBytes + index * length * 8, length);
  });
}
