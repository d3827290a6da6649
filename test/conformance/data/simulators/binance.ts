import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { barAt, type Simulator, startSimulator } from "./simulator.ts";

const lengths: Readonly<Record<string, number>> = { "1m": 60_000, "1h": 3_600_000, "1d": 86_400_000 };

type Options = {
  /** The first instant of trading; before it pages are empty and files missing. */
  readonly listed: number;
  readonly damaged?: boolean;
};

/** Klines as https://developers.binance.com documents them, and the files of data.binance.vision, both on one server. */
export function simulateBinance({ listed, damaged = false }: Options): Promise<Simulator> {
  return startSimulator((url) => {
    if (url.pathname === "/api/v3/klines") return { ...page(url, listed) };
    const file = /^\/data\/spot\/monthly\/klines\/BTCUSDT\/(\w+)\/BTCUSDT-\w+-(\d{4})-(\d{2})\.zip(\.CHECKSUM)?$/.exec(
      url.pathname,
    );
    if (file === null) return { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>", type: "application/xml" };
    const [, interval = "", year = "", month = "", isChecksum] = file;
    const from = Date.UTC(Number(year), Number(month) - 1, 1);
    const to = Date.UTC(Number(year), Number(month), 1);
    if (to <= listed) return { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>", type: "application/xml" };
    const archive = monthFile({ interval, from: Math.max(from, listed), to, inMicroseconds: Number(year) >= 2025 });
    const name = `BTCUSDT-${interval}-${year}-${month}.zip`;
    if (isChecksum === undefined)
      return { body: damaged ? Buffer.concat([archive, Buffer.from("x")]) : archive, type: "application/zip" };
    return { body: `${createHash("sha256").update(archive).digest("hex")}  ${name}\n`, type: "text/plain" };
  });
}

function page(url: URL, listed: number) {
  const query = url.searchParams;
  const length = lengths[query.get("interval") ?? ""];
  if (query.get("symbol") !== "BTCUSDT") return { status: 400, body: '{"code":-1121,"msg":"Invalid symbol."}' };
  if (length === undefined) return { status: 400, body: '{"code":-1120,"msg":"Invalid interval."}' };
  const limit = Number(query.get("limit") ?? 500);
  const from = Math.ceil(Math.max(Number(query.get("startTime")), listed) / length) * length;
  const klines: unknown[] = [];
  for (let time = from; time <= Number(query.get("endTime")) && klines.length < limit; time += length) {
    const [open, high, low, close, volume] = barAt(time);
    const text = (value: number): string => value.toFixed(8);
    klines.push([
      time,
      text(open),
      text(high),
      text(low),
      text(close),
      text(volume),
      time + length - 1,
      "0.0",
      12,
      "0.0",
      "0.0",
      "0",
    ]);
  }
  return { body: JSON.stringify(klines) };
}

function monthFile({
  interval,
  from,
  to,
  inMicroseconds,
}: {
  interval: string;
  from: number;
  to: number;
  inMicroseconds: boolean;
}): Buffer {
  const length = lengths[interval] ?? 60_000;
  const lines: string[] = [];
  for (let time = Math.ceil(from / length) * length; time < to; time += length) {
    const [open, high, low, close, volume] = barAt(time);
    const stamp = inMicroseconds ? time * 1_000 : time;
    lines.push(
      `${stamp},${open.toFixed(8)},${high.toFixed(8)},${low.toFixed(8)},${close.toFixed(8)},${volume.toFixed(8)},${stamp + length * (inMicroseconds ? 1_000 : 1) - 1},0,12,0,0,0`,
    );
  }
  return zipOf("klines.csv", `${lines.join("\n")}\n`);
}

/** A zip archive of one file, with its lengths behind the data as streaming writers put them. */
export function zipOf(name: string, text: string): Buffer {
  const plain = Buffer.from(text);
  const packed = deflateRawSync(plain);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 6);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const directory = Buffer.alloc(46 + name.length);
  directory.writeUInt32LE(0x02014b50, 0);
  directory.writeUInt16LE(8, 10);
  directory.writeUInt32LE(packed.length, 20);
  directory.writeUInt32LE(plain.length, 24);
  directory.writeUInt16LE(name.length, 28);
  directory.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, directory, end]);
}
