import type { Quote } from "../core/price-board.ts";
import type { SimInstrument } from "../core/sim-instrument.ts";

export type KiteMode = "ltp" | "quote" | "full";
const divisor = 100;
const depthAt = 64;
const levels = 5;

/** Returns one packet of the binary ticker: 8, 44 or 184 bytes, big-endian. */
export function kitePacket({ token, tickSize, lotSize }: SimInstrument, quote: Quote, mode: KiteMode): Buffer {
  const bytes = Buffer.alloc(mode === "ltp" ? 8 : mode === "quote" ? 44 : 184);
  const price = (value: number): number => Math.round(value * divisor);
  const fields = [
    token,
    price(quote.price),
    lotSize,
    price(quote.price),
    quote.volume,
    lotSize * levels,
    lotSize * levels,
    price(quote.open),
    price(quote.high),
    price(quote.low),
    price(quote.previousClose),
  ];
  if (mode === "full") {
    const seconds = Math.floor(quote.at / 1_000);
    fields.push(seconds, 0, 0, 0, seconds);
    for (let level = 0; level < 2 * levels; level += 1) {
      const at = depthAt + level * 12;
      const steps = level < levels ? -level : level - levels + 1;
      bytes.writeInt32BE(lotSize, at);
      bytes.writeInt32BE(price(quote.price + steps * tickSize), at + 4);
      bytes.writeInt16BE(1, at + 8);
    }
  }
  fields.forEach((value, index) => {
    if (index * 4 < Math.min(bytes.length, depthAt)) bytes.writeInt32BE(value | 0, index * 4);
  });
  return bytes;
}

/** Returns a frame of several packets. */
export function kiteFrame(packets: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(packets.length, 0);
  const parts = packets.flatMap((packet) => {
    const length = Buffer.alloc(2);
    length.writeInt16BE(packet.length, 0);
    return [length, packet];
  });
  return Buffer.concat([count, ...parts]);
}
