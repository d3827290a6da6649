import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";

export type SyntheticBar = {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

type Shape = { readonly basePrice: number; readonly cycleBars: number; readonly salt: number };

const shapes: Readonly<Record<string, Shape>> = {
  "SYN-A": { basePrice: 100, cycleBars: 57, salt: 0x51a7 },
  "SYN-B": { basePrice: 250, cycleBars: 63, salt: 0x9e37 },
};

/** The instruments of the synthetic market, in the order in which strategies are dealt onto them. */
export const syntheticInstruments: readonly Instrument[] = Object.keys(shapes).map((symbol) =>
  shareInstrument(symbol, { name: `${symbol} (synthetic)`, calendar: "always", synthetic: true }),
);

/**
 * Returns bar `index` (any integer, before zero too) of a symbol of the synthetic market. The price swings around a fixed level in
 * cycles of about 60 bars with slower and irregular swings on top: some signals pay, some do not. It is a pure function of seed, symbol and index: any process can compute
 * any bar at any time. Only plain arithmetic is used, so that the bits are the same on every machine.
 */
export function syntheticBar(seed: number, symbol: string, index: number): SyntheticBar {
  const shape = shapes[symbol];
  if (shape === undefined) {
    throw new RangeError(`symbol must be one of ${Object.keys(shapes).join(", ")}, was "${symbol}"`);
  }
  const key = mix(seed | 0, shape.salt);
  const open = closeAt(key, shape, index - 1);
  const close = closeAt(key, shape, index);
  const reach = shape.basePrice * 0.0012;
  const high = roundToCent(Math.max(open, close) + reach * unit(key, 1, index));
  const low = roundToCent(Math.min(open, close) - reach * unit(key, 2, index));
  const volume = 1_000 + Math.floor(4_000 * unit(key, 3, index));
  return { open, high, low, close, volume };
}

function closeAt(key: number, { basePrice, cycleBars }: Shape, index: number): number {
  const swing =
    0.013 * wave(index / cycleBars) +
    0.01 * smoothNoise(key, 4, index, 17) +
    0.01 * smoothNoise(key, 5, index, 120) +
    0.02 * wave(index / 1_021) +
    0.004 * (unit(key, 6, index) - 0.5);
  return roundToCent(basePrice * (1 + swing));
}

/** A sine made of two parabolas: period 1, between -1 and 1. */
function wave(turns: number): number {
  const phase = turns - Math.floor(turns);
  return phase < 0.5 ? 16 * phase * (0.5 - phase) : -16 * (phase - 0.5) * (1 - phase);
}

/** Random levels every `spacing` bars, joined smoothly: between -1 and 1. */
function smoothNoise(key: number, stream: number, index: number, spacing: number): number {
  const knot = Math.floor(index / spacing);
  const part = index / spacing - knot;
  const from = unit(key, stream, knot) * 2 - 1;
  const to = unit(key, stream, knot + 1) * 2 - 1;
  return from + (to - from) * part * part * (3 - 2 * part);
}

/** A number of [0, 1) that depends on nothing but its arguments. */
function unit(key: number, stream: number, index: number): number {
  const high = Math.floor(index / 4_294_967_296);
  return (mix(mix(mix(key, stream), high), index | 0) >>> 0) / 4_294_967_296;
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function roundToCent(price: number): number {
  return Math.round(price * 100) / 100;
}
