// Ticks through the feed path of each broker: a socket on loopback, the adapter's own stream, and the bars built from it, of 100 instruments.
// First at a steady pace, with the time from sending a tick to its bar; then as fast as they are taken. Sender and receiver share the process.
// npm run bench:ticks -- [ticks a second] [seconds]
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { BarBuilder } from "@/graph-runtime/market/ticks/bar-builder.ts";
import { sessionSlots } from "@/graph-runtime/market/ticks/session-slots.ts";
import { streamAlpacaPrices } from "@/server/brokers/alpaca/alpaca-streams.ts";
import type { BrokerInstrument } from "@/server/brokers/port/broker-instrument.ts";
import { streamKitePrices } from "@/server/brokers/zerodha/kite-streams.ts";
import type { SimInstrument } from "@/server/simulators/core/sim-instrument.ts";
import { kiteFrame, kitePacket } from "@/server/simulators/kite/kite-packet.ts";
import { summary } from "./live-bench.ts";

const [perSecond = 10_000, seconds = 10] = process.argv.slice(2).map(Number);
const instruments = 100;
const beat = 10;
const flood = 200_000;

const tokenOf = (at: number): number => (1_000 + at) * 256 + 1;
const one: SimInstrument = {
  ...{ exchange: "NSE", symbol: "A", token: 0, name: "", kind: "equity", currency: "INR", tickSize: 0.05, lotSize: 1 },
  ...{ freezeQuantity: null, expiry: null, strike: null, basePrice: 100, movesLike: "SYN-A" },
};

/** A frame of ticks, each numbered: in the total of units at Kite, in the trade's id at Alpaca. */
type Frame = (first: number, count: number) => Buffer | string;

const kite: Frame = (first, count) =>
  kiteFrame(
    Array.from({ length: count }, (_, at) => {
      const price = 100 + ((first + at) % 40) * 0.05;
      const quote = { price, open: 100, high: 102, low: 100, previousClose: 100, at: Date.now(), trade: first + at };
      return kitePacket(
        { ...one, token: tokenOf((first + at) % instruments) },
        { ...quote, volume: first + at },
        "full",
      );
    }),
  );
const alpaca: Frame = (first, count) =>
  JSON.stringify(
    Array.from({ length: count }, (_, at) => {
      const [S, i, p] = [String(tokenOf((first + at) % instruments)), first + at, 100 + ((first + at) % 40) * 0.01];
      return { T: "t", S, i, x: "V", p, s: 100, t: new Date().toISOString(), c: ["@"], z: "C" };
    }),
  );

async function measure(broker: "zerodha" | "alpaca"): Promise<object> {
  const frame = broker === "zerodha" ? kite : alpaca;
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connected = once(server, "connection") as Promise<[WebSocket]>;
  const slots = sessionSlots(calendars.always, 60_000);
  const builders = new Map<string, BarBuilder>();
  const sentAt = new Float64Array(perSecond * seconds + flood + 1);
  const delays: number[] = [];
  let heard = 0;
  let isSteady = true;
  const listener = {
    onItem: ({ token, trade }: Parameters<Parameters<typeof streamKitePrices>[1]["onItem"]>[0]) => {
      if (trade === null) return;
      const builder = builders.get(token) ?? new BarBuilder(slots);
      builders.set(token, builder);
      builder.push(trade);
      heard += 1;
      const number = trade.volume?.kind === "total" ? trade.volume.units : Number(trade.id);
      if (isSteady) delays.push(performance.now() - (sentAt[number] ?? Number.NaN));
    },
    onState: () => undefined,
  };
  const stream =
    broker === "zerodha"
      ? streamKitePrices(url, listener)
      : streamAlpacaPrices({ url, keyId: "k", secret: "s" }, listener);
  const watched = Array.from({ length: instruments }, (_, at) => ({ token: String(tokenOf(at)) }) as BrokerInstrument);
  stream.watch(watched);
  const [socket] = await connected;
  if (broker === "alpaca") {
    socket.send(JSON.stringify([{ T: "success", msg: "connected" }]));
    socket.send(JSON.stringify([{ T: "success", msg: "authenticated" }]));
  }
  await sleep(200);
  let next = 1;
  const send = (count: number): void => {
    sentAt.fill(performance.now(), next, next + count);
    socket.send(frame(next, count));
    next += count;
  };
  const until = async (count: number): Promise<void> => {
    while (heard < count) await sleep(1);
  };
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  while (next <= perSecond * seconds) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - begun) / 1_000) * perSecond));
    while (next <= due) send(Math.min(instruments, due - next + 1));
    await sleep(beat);
  }
  await until(next - 1);
  const steady = (performance.now() - begun) / 1_000;
  const cpu = process.cpuUsage(cpuBefore);
  isSteady = false;
  const from = next - 1;
  const floodBegun = performance.now();
  while (next <= from + flood) {
    for (let part = 0; part < 10; part += 1) send(instruments);
    await until(next - 1 - 20 * instruments);
  }
  await until(next - 1);
  const most = flood / ((performance.now() - floodBegun) / 1_000);
  stream.close();
  server.close();
  const bars = [...builders.values()].flatMap((builder) => builder.close(Number.POSITIVE_INFINITY)).length;
  const { p50, p99 } = summary(delays);
  return {
    broker,
    ticksPerSecond: Math.round((perSecond * seconds) / steady),
    lagMilliseconds: { p50: Number(p50.toFixed(2)), p99: Number(p99.toFixed(2)) },
    processorShare: Number(((cpu.user + cpu.system) / 1e6 / steady).toFixed(2)),
    mostTicksPerSecond: Math.round(most),
    bars,
    loadAverage: loadavg()[0]?.toFixed(1),
  };
}

for (const broker of ["zerodha", "alpaca"] as const) {
  process.stdout.write(`${JSON.stringify(await measure(broker))}\n`);
}
process.exit(0);
