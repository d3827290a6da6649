import { sha256Hex } from "../core/hash/sha256.ts";

const pad36 = (value: number, width: number): string => value.toString(36).padStart(width, "0");

/** Returns the eight characters that stand for a run in its order ids. */
export function runTag(runId: string): string {
  const hex = sha256Hex(runId);
  // 40 bits of the hash, written in base 36
  return pad36(Number.parseInt(hex.slice(0, 10), 16), 8);
}

/** Returns the order id that a broker sees: alphanumeric, 20 characters, one for each (run, input event, ordinal). */
export function clientOrderId(tag: string, sequence: number, ordinal: number): string {
  return `${tag}${pad36(sequence, 9)}${pad36(ordinal, 3)}`;
}
