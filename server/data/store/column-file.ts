import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { createFingerprint } from "@/graph-runtime/core/hash/fingerprint.ts";
import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";
import { sharedBars } from "./shared-bars.ts";

// A column file: the text "QLCOLUMN", the length of the header as a 32-bit integer and four spare bytes, the header as JSON padded
// with spaces to a multiple of eight, the times as 64-bit integers, then five columns of 64-bit floats. Little endian throughout.
const magic = "QLCOLUMN";
const prefixBytes = 16;
const Header = z.strictObject({
  format: z.literal("quantloom.columns/1"),
  count: z.int().min(0),
  columns: z.tuple([z.literal("time"), ...BAR_FIELDS.slice(1).map((field) => z.literal(field))] as [
    z.ZodLiteral<"time">,
    ...z.ZodLiteral[],
  ]),
  /** Of the columns as they are in memory (graph-runtime/core/hash/fingerprint.ts). */
  checksum: z.string().length(32),
});

/** Returns the fingerprint of bars: quick, and enough to notice a damaged file. */
function checksumOf(bars: BarColumns): string {
  const fingerprint = createFingerprint();
  for (const field of BAR_FIELDS) fingerprint.column(bars[field]);
  return fingerprint.digest();
}

/** Writes bars as a column file, whole or not at all. */
export async function writeColumnFile(file: string, bars: BarColumns): Promise<void> {
  const count = bars.time.length;
  const header = { format: "quantloom.columns/1", count, columns: BAR_FIELDS, checksum: checksumOf(bars) };
  const text = JSON.stringify(header);
  const padded = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, "latin1");
  prefix.writeUInt32LE(padded.length, 8);
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.draft`;
  const handle = await open(draft, "w");
  try {
    await handle.writev([prefix, padded, integersOf(bars.time)]);
    for (const field of BAR_FIELDS.slice(1)) await handle.writeFile(bytesOf(bars[field]));
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
}

/** Reads a column file into memory that threads share; null where there is none or it is damaged. */
export async function readColumnFile(file: string): Promise<BarColumns | null> {
  const handle = await open(file, "r").catch(() => null);
  if (handle === null) return null;
  try {
    const prefix = Buffer.alloc(prefixBytes);
    await handle.read(prefix, 0, prefixBytes, 0);
    if (prefix.toString("latin1", 0, magic.length) !== magic) return null;
    const headerBytes = prefix.readUInt32LE(8);
    const text = Buffer.alloc(Math.min(headerBytes, 4_096));
    await handle.read(text, 0, text.length, prefixBytes);
    const header = Header.safeParse(parseJson(text.toString("utf8")));
    if (!header.success) return null;
    const { count, checksum } = header.data;
    const bars = sharedBars(count);
    for (const [rank, field] of BAR_FIELDS.entries()) {
      const { bytesRead } = await handle.read(
        bytesOf(bars[field]),
        0,
        count * 8,
        prefixBytes + headerBytes + rank * count * 8,
      );
      if (bytesRead !== count * 8) return null;
    }
    floatsFromIntegers(bars.time);
    return checksumOf(bars) === checksum ? bars : null;
  } finally {
    await handle.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function bytesOf(column: Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

const wordValues = 4_294_967_296;

function integersOf(time: Float64Array): Uint8Array {
  const words = new Int32Array(time.length * 2);
  for (let i = 0; i < time.length; i++) {
    words[2 * i] = time[i]! % wordValues;
    words[2 * i + 1] = Math.floor(time[i]! / wordValues);
  }
  return new Uint8Array(words.buffer);
}

/** Turns 64-bit integers into floats where they lie. */
function floatsFromIntegers(column: Float64Array): void {
  const words = new Int32Array(column.buffer, column.byteOffset, column.length * 2);
  for (let i = 0; i < column.length; i++) column[i] = words[2 * i + 1]! * wordValues + (words[2 * i]! >>> 0);
}
