import { createHash } from "node:crypto";
import { z } from "zod";
import { civilFromDays, DAY, daysFromCivil } from "@/graph-runtime/core/time.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { timeframeMilliseconds } from "@/graph-runtime/market/timeframe.ts";
import { AppError } from "../../../errors/app-error.ts";
import { type Bar, barsInRange } from "../bar-list.ts";
import type { DataProvider, ProviderRequest, ProviderTools } from "../data-provider.ts";
import { readOnlyFile } from "./read-zip.ts";

const mostKlines = 1_000;
/** From this many pages on, whole months are taken as files. */
const pagesWorthFiles = 4;
const filesBase = "https://data.binance.vision";
/** Spot files count microseconds since 2025; whatever is beyond this as milliseconds lies after the year 5000. */
const firstMicroseconds = 100_000_000_000_000;

const Cell = z.union([z.string(), z.number()]).transform(Number);
const Kline = z.tuple([Cell, Cell, Cell, Cell, Cell, Cell], z.unknown());
const Refusal = z.object({ code: z.number(), msg: z.string() });

/** Binance's public klines: monthly files for what is long past, pages of a thousand for the rest. */
export function binance(files: string = filesBase): DataProvider {
  return {
    id: "binance",
    name: "Binance",
    url: "https://api.binance.com",
    example: "BTCUSDT",
    capabilities: {
      timeframes: ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"],
      reach: {},
      adjustment: "raw",
      hasActions: false,
      needsKey: false,
      // a page weighs 2 of 6,000 a minute
      pace: { requests: 1_200, milliseconds: 60_000 },
      terms: "Public market data of spot pairs; no account is needed.",
    },
    fetch: async (request, tools) => {
      const { symbol, timeframe, from } = request;
      const length = timeframeMilliseconds(timeframe);
      // the bar under way is none yet
      const to = Math.min(request.to, Math.floor(tools.now / length) * length);
      const wanted = { ...request, to };
      const list: Bar[] = [];
      const isLong = (to - from) / length > mostKlines * pagesWorthFiles;
      const rest = isLong ? await takeMonths(wanted, { tools, files, list }) : from;
      await takePages({ ...wanted, from: rest }, tools, list);
      const bars = barsInRange(list, wanted);
      const instrument = shareInstrument(symbol, {
        name: symbol,
        calendar: "always",
        currency: currencyOf(symbol),
        lotSize: 0.00001,
      });
      return { bars, actions: [], instrument };
    },
  };
}

async function takePages(request: ProviderRequest, { http, onProgress }: ProviderTools, list: Bar[]): Promise<void> {
  const { symbol, timeframe, from, to } = request;
  for (let at = from; at < to; ) {
    const query = new URLSearchParams({
      symbol,
      interval: timeframe,
      startTime: String(at),
      endTime: String(to - 1),
      limit: String(mostKlines),
    });
    const reply = await http.get(`/api/v3/klines?${query}`);
    const page = z.array(Kline).safeParse(parse(reply.text));
    if (!page.success) throw refusalOf(reply.text, reply.status);
    for (const kline of page.data) list.push(toBar(kline));
    onProgress((Math.min(at, to) - from) / (to - from), list.length);
    const last = page.data.at(-1);
    if (last === undefined || page.data.length < mostKlines) return;
    at = toBar(last)[0] + timeframeMilliseconds(timeframe);
  }
}

type Sink = { readonly tools: ProviderTools; readonly files: string; readonly list: Bar[] };

/** Takes the files of the months that are over; returns from when on pages are wanted. A month without a file has no bars. */
async function takeMonths(
  { symbol, timeframe, from, to }: ProviderRequest,
  { tools, files, list }: Sink,
): Promise<number> {
  const months = monthsBetween(from, to);
  let reached = from;
  for (const [rank, { year, month, end }] of months.entries()) {
    const name = `${symbol}-${timeframe}-${year}-${String(month).padStart(2, "0")}`;
    const path = `/data/spot/monthly/klines/${symbol}/${timeframe}/${name}.zip`;
    const reply = await tools.http.get(path, { base: files });
    // the newest month's file appears some days late
    if (reply.status === 404 && rank === months.length - 1) return reached;
    if (reply.status === 200) {
      await requireChecksum(reply.bytes, await tools.http.get(`${path}.CHECKSUM`, { base: files }));
      for (const bar of readRows(readOnlyFile(reply.bytes))) list.push(bar);
    } else if (reply.status !== 404) throw refusalOf(reply.text, reply.status);
    reached = Math.max(from, Math.min(to, end));
    tools.onProgress((rank + 1) / (months.length + 1), list.length);
  }
  return reached;
}

function requireChecksum(bytes: Uint8Array, { status, text }: { status: number; text: string }): void {
  const expected = /^[0-9a-f]{64}/.exec(text.trim())?.[0];
  if (status !== 200 || expected === undefined)
    throw new AppError("unavailable", { message: "Binance gave no checksum for a file. Try again later." });
  if (createHash("sha256").update(bytes).digest("hex") === expected) return;
  throw new AppError("unavailable", { message: "A file of Binance is not what its checksum says. Try again later." });
}

/** Rows of a file; those of later years begin with a header. */
function readRows(text: string): Bar[] {
  const lines = text.split("\n").filter((line) => /^\d/.test(line));
  return lines.map((line) =>
    toBar(line.split(",").slice(0, 6).map(Number) as [number, number, number, number, number, number]),
  );
}

function toBar(kline: readonly [number, number, number, number, number, number, ...unknown[]]): Bar {
  const [time, open, high, low, close, volume] = kline;
  return [time >= firstMicroseconds ? time / 1_000 : time, open, high, low, close, volume];
}

function monthsBetween(from: number, to: number): { year: number; month: number; end: number }[] {
  const months: { year: number; month: number; end: number }[] = [];
  let { year, month } = civilFromDays(Math.floor(from / DAY));
  for (;;) {
    const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
    const end = daysFromCivil(next.year, next.month, 1) * DAY;
    if (end > to) return months;
    months.push({ year, month, end });
    ({ year, month } = next);
  }
}

function refusalOf(text: string, status: number): AppError {
  const told = Refusal.safeParse(parse(text));
  const words = told.success ? told.data.msg : `status ${status}`;
  return new AppError("invalid-input", {
    message: `Binance refused the request (${words}). Check the symbol, such as BTCUSDT.`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The currency that a pair ends in; stablecoins of the dollar count as dollars. */
function currencyOf(symbol: string): string {
  const ending = ["USDT", "USDC", "BUSD", "EUR", "GBP", "TRY", "BRL", "JPY", "BTC", "ETH"].find((one) =>
    symbol.endsWith(one),
  );
  return ending === undefined || ending.length === 4 ? "USD" : ending;
}
