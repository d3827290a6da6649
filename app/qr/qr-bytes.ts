import { errorCorrection } from "./reed-solomon.ts";

// Level M (15 % of the code may be damaged), versions 1 to 15: ISO/IEC 18004, tables 7 and 9.
const correctionPerBlock = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24] as const;
const blockCount = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10] as const;
const lastVersion = 15;

function rawBytes(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const alignments = Math.floor(version / 7) + 2;
    modules -= (25 * alignments - 10) * alignments - 55;
    if (version >= 7) modules -= 36;
  }
  return Math.floor(modules / 8);
}

function dataBytes(version: number): number {
  return rawBytes(version) - (correctionPerBlock[version] ?? 0) * (blockCount[version] ?? 0);
}

function lengthBits(version: number): number {
  return version < 10 ? 8 : 16;
}

/** Returns the smallest version that holds so many bytes. */
function fittingVersion(count: number): number {
  for (let version = 1; version <= lastVersion; version += 1) {
    if (4 + lengthBits(version) + count * 8 <= dataBytes(version) * 8) return version;
  }
  throw new Error(`A QR code of this sort holds at most ${dataBytes(lastVersion) - 3} bytes, and ${count} were given.`);
}

function packed(bytes: readonly number[], version: number): readonly number[] {
  const bits: number[] = [];
  const append = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  append(0b0100, 4);
  append(bytes.length, lengthBits(version));
  for (const byte of bytes) append(byte, 8);
  const capacity = dataBytes(version) * 8;
  append(0, Math.min(4, capacity - bits.length));
  append(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) append(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );
}

/** Returns the version and the bytes of the code: data and correction of all blocks, interleaved. */
export function qrBytes(text: string): { readonly version: number; readonly bytes: readonly number[] } {
  const content = [...new TextEncoder().encode(text)];
  const version = fittingVersion(content.length);
  const data = packed(content, version);
  const blocks = blockCount[version] ?? 1;
  const correction = correctionPerBlock[version] ?? 0;
  const shortBlocks = blocks - (rawBytes(version) % blocks);
  const shortLength = Math.floor(rawBytes(version) / blocks) - correction;
  const dataBlocks: (readonly number[])[] = [];
  for (let block = 0, at = 0; block < blocks; block += 1) {
    const length = shortLength + (block < shortBlocks ? 0 : 1);
    dataBlocks.push(data.slice(at, at + length));
    at += length;
  }
  const bytes: number[] = [];
  for (let index = 0; index <= shortLength; index += 1) {
    for (const block of dataBlocks) if (index < block.length) bytes.push(block[index] ?? 0);
  }
  const corrections = dataBlocks.map((block) => errorCorrection(block, correction));
  for (let index = 0; index < correction; index += 1) {
    for (const block of corrections) bytes.push(block[index] ?? 0);
  }
  return { version, bytes };
}
