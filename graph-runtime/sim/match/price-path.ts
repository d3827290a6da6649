import type { BarValues } from "../../engine/ports.ts";

/** Points that the price visits within a bar, the open first. */
export type PricePath = readonly [number, number, number, number];

export function highFirst({ open, high, low, close }: BarValues): PricePath {
  return [open, high, low, close];
}

export function lowFirst({ open, high, low, close }: BarValues): PricePath {
  return [open, low, high, close];
}
