import { inflateRawSync } from "node:zlib";

const localHeader = 0x04034b50;
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const mostBytes = 512 * 1_048_576;

/** Returns the text of the one file in a zip archive; throws where there is none, or another form of archive. */
export function readOnlyFile(archive: Uint8Array): string {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  // the directory at the end has the lengths, which the header before the data may leave out
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error("the file is no zip archive");
  const entry = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt16LE(end + 10) !== 1 || bytes.readUInt32LE(entry) !== directoryEntry)
    throw new Error("the archive does not hold exactly one file");
  const method = bytes.readUInt16LE(entry + 10);
  const length = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  if (bytes.readUInt32LE(local) !== localHeader) throw new Error("the archive is damaged");
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + length);
  if (method === 0) return packed.toString("utf8");
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: mostBytes }).toString("utf8");
  throw new Error(`the archive is packed by method ${method}, which is not known here`);
}
