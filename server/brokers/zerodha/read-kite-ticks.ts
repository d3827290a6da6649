import type { Tick } from "../port/broker-connection.ts";
import { decimal } from "../port/decimal.ts";

const currencyDerivatives = 3;
const bseCurrency = 6;
const totalUnits = 16;
const tradedAt = 44;
const bestBid = 64;
const bestAsk = 124;

/** Reads a frame of the binary ticker. A frame of one byte is a heartbeat, and has no ticks. */
export function readKiteTicks(frame: Buffer): Tick[] {
  if (frame.length < 2) return [];
  const ticks: Tick[] = [];
  let at = 2;
  for (let packet = 0; packet < frame.readInt16BE(0); packet += 1) {
    const length = frame.readInt16BE(at);
    const body = frame.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    if (body.length >= 8) ticks.push(readPacket(body));
  }
  return ticks;
}

function readPacket(body: Buffer): Tick {
  const token = body.readInt32BE(0);
  const segment = token & 0xff;
  const divisor = segment === currencyDerivatives ? 1e7 : segment === bseCurrency ? 1e4 : 100;
  const price = (offset: number) => decimal(body.readInt32BE(offset) / divisor);
  const isFull = body.length >= 184;
  const isIndex = body.length === 32;
  // an index in full mode has 32 bytes, with the time at their end
  const timeAt = isFull ? 60 : isIndex ? 28 : null;
  const time = timeAt === null ? null : body.readInt32BE(timeAt) * 1_000;
  const traded = isFull ? body.readInt32BE(tradedAt) * 1_000 || time : time;
  return {
    token: String(token),
    price: price(4),
    time,
    bid: isFull ? price(bestBid + 4) : null,
    ask: isFull ? price(bestAsk + 4) : null,
    trade:
      traded === null
        ? null
        : {
            time: traded,
            price: body.readInt32BE(4) / divisor,
            volume: isIndex ? null : { kind: "total", units: body.readUInt32BE(totalUnits) },
            id: null,
          },
  };
}
